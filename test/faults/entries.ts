import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { isRecord } from '../../src/values/check.ts';
import { bge, hi, type SdkEmbeddingModel, type SdkModel } from '../sdk/shared/models.ts';
import { hi as hiOfV1 } from '../sdk/v1/call-options.ts';
import { llama } from '../transport/stub-fetch.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Operation } from './table.ts';

/** The four operations, each made once; what they are rejected with is their outcome too. */
export type Operations = Readonly<Record<Operation, (options?: Options) => Promise<Outcome>>>;

interface Options {
  readonly abortSignal?: AbortSignal;
}

type Run = (model: string, inputs: { text: string }, options: Options) => Promise<unknown>;

interface Later {
  (model: string): SdkModel;
  readonly embedding: (model: string) => SdkEmbeddingModel;
  readonly run: Run;
}

/** The answers that make a model say `Hi` and the others what they say. */
const classifier = '@cf/huggingface/distilbert-sst-2-int8';

/** The entry of each AI SDK version. */
export const entries: readonly {
  readonly entry: string;
  readonly open: (settings: WorkersAISettings, model?: string) => Operations;
}[] = [
  { entry: 'ai4', open: openV1 },
  { entry: 'ai5', open: (settings, model) => openLater(ai5.createWorkersAI(settings), model) },
  { entry: 'ai6', open: (settings, model) => openLater(ai6.createWorkersAI(settings), model) },
  { entry: 'ai7', open: (settings, model) => openLater(ai7.createWorkersAI(settings), model) },
];

/** The first entry, for what does not depend on the version. */
export function openV1(settings: WorkersAISettings, model: string = llama): Operations {
  const workersai = createWorkersAI(settings);
  return {
    generate: options =>
      outcomeOf(async () => {
        const {
          text,
          reasoning,
          toolCalls = [],
          finishReason,
        } = await workersai(model).doGenerate({ ...hiOfV1, ...options });
        const calls = toolCalls.map(({ args }) => ({ type: 'tool-call', args }));
        return heard([
          { type: 'text', text },
          { type: 'reasoning', text: reasoning },
          ...calls,
          { type: 'finish', finishReason },
        ]);
      }),
    stream: options =>
      outcomeOf(async () => read((await workersai(model).doStream({ ...hiOfV1, ...options })).stream)),
    embed: options =>
      outcomeOf(async () => vectors(await workersai.embedding(bge).doEmbed({ values: ['a'], ...options }))),
    run: options => outcomeOf(() => output(workersai.run, options)),
  };
}

function openLater(workersai: Later, model: string = llama): Operations {
  return {
    generate: options =>
      outcomeOf(async () => {
        const { content, finishReason } = await workersai(model).doGenerate({ ...hi, ...options });
        return heard([...content, { type: 'finish', finishReason }]);
      }),
    stream: options =>
      outcomeOf(async () => read((await workersai(model).doStream({ ...hi, ...options })).stream)),
    embed: options =>
      outcomeOf(async () => vectors(await workersai.embedding(bge).doEmbed({ values: ['a'], ...options }))),
    run: options => outcomeOf(() => output(workersai.run, options)),
  };
}

const vectors = ({ embeddings }: { embeddings: unknown }): Outcome => ({ type: 'value', value: embeddings });

async function output(run: Run, options: Options = {}): Promise<Outcome> {
  return { type: 'value', value: await run(classifier, { text: 'a' }, options) };
}

async function read(stream: ReadableStream<object>): Promise<Outcome> {
  const parts: object[] = [];
  for await (const part of stream) parts.push(part);
  return heard(parts);
}

/** The versions name the pieces of an answer in their own ways; none uses a name for two things. */
function heard(parts: readonly object[]): Outcome {
  const all = (type: string, ...names: string[]) =>
    parts.flatMap(part => {
      if (Reflect.get(part, 'type') !== type) return [];
      const found = names.map(name => Reflect.get(part, name)).find(value => value !== undefined);
      return found === undefined ? [] : [found];
    });
  const joined = (type: string, ...names: string[]) => all(type, ...names).join('');
  const [reason] = all('finish', 'finishReason');
  return {
    type: 'chat',
    text: joined('text', 'text') + joined('text-delta', 'textDelta', 'delta'),
    reasoning: joined('reasoning', 'text', 'textDelta') + joined('reasoning-delta', 'delta'),
    calls: all('tool-call', 'args', 'input').map(String),
    ends: String(isRecord(reason) ? reason.unified : reason),
    errors: all('error', 'error'),
  };
}
