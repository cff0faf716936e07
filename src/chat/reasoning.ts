import { type Families, findFamily } from '../request/families.ts';
import { compatibility } from '../request/warning.ts';
import { formOf } from '../transport/doors.ts';
import type { ChatWarning, Reasoning } from './types.ts';

type Level = Exclude<Reasoning, 'none'>;

/** From the least to the most. */
const levels: readonly Level[] = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

interface Efforts {
  readonly efforts: readonly Level[];
  /** How thinking is turned off: by the effort `none`, by `chat_template_kwargs.enable_thinking`, or not at all. */
  readonly off: 'none' | 'chatTemplateKwargs' | false;
}

/** As AI SDK 7's packages of the vendors map its setting, 2026-11; the vendor refuses what its model does not take. */
const vendors: Families<Efforts> = [
  [/^openai\//, { efforts: levels, off: 'none' }],
  [/^anthropic\//, { efforts: ['low', 'medium', 'high', 'xhigh', 'max'], off: false }],
  [/^deepseek\//, { efforts: ['low', 'high', 'max'], off: false }],
  [/^google(?:-ai-studio)?\//, { efforts: ['minimal', 'low', 'medium', 'high'], off: false }],
  [/./, { efforts: ['low', 'medium', 'high'], off: 'none' }],
];

/** What the models' schemas take for `reasoning_effort`, in @cloudflare/workers-types of 2026-11-17. */
export const families: Families<Efforts> = [
  [/\/kimi-k2\.[56]$/, { efforts: ['high'], off: 'none' }],
  [/\/kimi-k2\.7-code$/, { efforts: [], off: false }],
  [/\/deepseek-v4-(?:flash|pro)/, { efforts: ['low', 'high', 'max'], off: 'none' }],
  [/\/glm-5\.2$/, { efforts: ['high', 'max'], off: 'none' }],
  [/\/glm-5\.3(?:-flash)?$/, { efforts: ['low', 'high', 'max'], off: false }],
  [/\/gpt-oss-\d+b$/, { efforts: ['low', 'medium', 'high'], off: false }],
  [/\/qwen3\.8-27b$/, { efforts: ['low', 'medium', 'xhigh'], off: 'chatTemplateKwargs' }],
  [/\/(?:glm-4\.7-flash$|gemma-4-|nemotron-3-)/, { efforts: [], off: 'chatTemplateKwargs' }],
];

/** The efforts that Workers AI documents; null turns reasoning off where the model can. */
const anyModel = { efforts: ['low', 'medium', 'high'], off: null } as const;

interface BuiltReasoning {
  readonly inputs: Record<string, unknown>;
  readonly warnings: readonly ChatWarning[];
}

/** The AI SDK's reasoning setting as inputs of the model, with a warning where it takes no such effort. */
export function buildReasoning(
  reasoning: Reasoning | undefined,
  { model }: { model: string },
): BuiltReasoning {
  if (reasoning === undefined) return { inputs: {}, warnings: [] };
  const { efforts, off } = findFamily(formOf(model) ? vendors : families, model) ?? anyModel;
  if (reasoning === 'none' && off !== false) return { inputs: turnOff(off), warnings: [] };
  const effort = nearest(reasoning, efforts);
  if (effort === reasoning) return { inputs: { reasoning_effort: effort }, warnings: [] };
  if (effort !== undefined)
    return {
      inputs: { reasoning_effort: effort },
      warnings: [warning(`${model} does not support the effort '${reasoning}': '${effort}' was sent.`)],
    };
  const inputs = off === 'chatTemplateKwargs' ? { chat_template_kwargs: { enable_thinking: true } } : {};
  return {
    inputs,
    warnings: [warning(`${model} has no reasoning efforts, so '${reasoning}' was not sent.`)],
  };
}

function turnOff(off: 'none' | 'chatTemplateKwargs' | null): Record<string, unknown> {
  return off === 'chatTemplateKwargs'
    ? { chat_template_kwargs: { enable_thinking: false } }
    : { reasoning_effort: off };
}

/** The level itself, else the next higher, else the next lower that the model takes; for `none` the lowest. */
function nearest(reasoning: Reasoning, efforts: readonly Level[]): Level | undefined {
  if (reasoning === 'none') return efforts[0];
  const wanted = levels.indexOf(reasoning);
  return efforts.find(effort => levels.indexOf(effort) >= wanted) ?? efforts.at(-1);
}

const warning = (details: string) => compatibility('reasoning', details);
