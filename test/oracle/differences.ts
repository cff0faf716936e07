import type { Version } from './models.ts';
import type { Fields, Outcome } from './outcome.ts';

/** Where this package means to say something else than the AI SDK's own provider. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  readonly versions: readonly Version[];
  /** The scenarios in which it shows. */
  readonly scenarios: readonly string[];
  readonly toOurs: (official: Outcome, version: Version) => Outcome;
}

const onlyText = [
  'text',
  'text without details of the usage',
  'text without usage',
  'reasoning',
  'an answer cut at the limit',
  'an answer that was filtered',
  'a finish reason that OpenAI does not know',
  'no finish reason',
  'an event that cannot be read',
];

const newer = ['v2', 'v3', 'v4'] as const;

const inWhole =
  (change: (whole: Fields) => Fields) =>
  ({ whole, parts }: Outcome): Outcome => ({ whole: change(whole), parts });

/** Changes the result and the last part alike. */
const atEnd =
  (change: (end: Fields) => Fields) =>
  ({ whole, parts }: Outcome): Outcome => ({
    whole: change(whole),
    parts: parts.map(part => (part.type === 'finish' ? change(part) : part)),
  });

const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : []);

const withReason =
  (unified: string, version: Version) =>
  (end: Fields): Fields => ({
    ...end,
    finishReason: version === 'v1' || version === 'v2' ? unified : { unified },
  });

/** Every end, and every call, right behind the last piece of what it ends. */
function endEarly(parts: readonly Fields[]): Fields[] {
  const isEnd = ({ type }: Fields) => /-end$|^tool-call$/.test(String(type));
  const pieces = parts.filter(part => !isEnd(part));
  return pieces.flatMap((part, index) => {
    const isLast = part.id !== undefined && !pieces.slice(index + 1).some(({ id }) => id === part.id);
    const ends = parts.filter(end => isEnd(end) && (end.id ?? end.toolCallId) === part.id);
    return isLast ? [part, ...ends] : [part];
  });
}

export const differences: readonly Difference[] = [
  {
    name: 'an answer without calls has an empty list of them',
    why: 'AI SDK 4 takes both; a list that is always there needs no check.',
    versions: ['v1'],
    scenarios: onlyText,
    toOurs: inWhole(whole => ({ toolCalls: [], ...whole })),
  },
  {
    name: 'an answer without text has an empty text',
    why: 'AI SDK 4 takes both; its own text is a string always.',
    versions: ['v1'],
    scenarios: ['a tool call in pieces', 'a tool call without arguments', 'reasoning, then a tool call'],
    toOurs: inWhole(whole => ({ text: '', ...whole })),
  },
  {
    name: 'a call without arguments has the arguments {}',
    why: 'An empty string is no JSON; the provider for AI SDK 4 loses the streamed call altogether.',
    versions: ['v1', ...newer],
    scenarios: ['a tool call without arguments'],
    toOurs: ({ whole, parts }, version) => {
      const [key, field] =
        version === 'v1' ? (['toolCalls', 'args'] as const) : (['content', 'input'] as const);
      const named = { toolCallType: 'function', toolCallId: 'call_1', toolName: 'now' };
      const lost = [
        { type: 'tool-call-delta', ...named, argsTextDelta: '' },
        { type: 'tool-call', ...named, args: '{}' },
      ];
      return {
        whole: { ...whole, [key]: list(whole[key]).map(call => ({ ...call, [field]: '{}' })) },
        parts:
          version === 'v1'
            ? [...parts.slice(0, -1), ...lost, ...parts.slice(-1)]
            : parts.map(part => (part.type === 'tool-call' ? { ...part, input: '{}' } : part)),
      };
    },
  },
  {
    name: "a finish reason that is not known is 'other'",
    why: "'unknown' is for none at all, and AI SDK 6 and 7 no longer have it.",
    versions: ['v1', 'v2'],
    scenarios: ['a finish reason that OpenAI does not know'],
    toOurs: (outcome, version) => atEnd(withReason('other', version))(outcome),
  },
  {
    name: 'a finish reason that was not given is inferred from a proper end',
    why: "Workers AI's own format names none in a whole answer; [DONE] and a whole answer are proper ends.",
    versions: ['v1', ...newer],
    scenarios: ['no finish reason'],
    toOurs: (outcome, version) => {
      const { whole, parts } = atEnd(withReason('stop', version))(outcome);
      return { whole, parts: parts.filter(({ type }) => type !== 'error') };
    },
  },
  {
    name: 'thoughts stand before the text that came of them',
    why: 'The model wrote them in that order, and AI SDK 6 and 7 show it.',
    versions: ['v2'],
    scenarios: ['reasoning'],
    toOurs: inWhole(whole => ({ ...whole, content: [...list(whole.content)].reverse() })),
  },
  {
    name: 'what is open ends before something else begins',
    why: 'A reader knows that a text is whole, and may run a call, before the stream is over.',
    versions: ['v2'],
    scenarios: ['reasoning', 'reasoning, then a tool call', 'two tool calls behind text'],
    toOurs: ({ whole, parts }) => ({ whole, parts: endEarly(parts) }),
  },
  {
    name: 'text ends before a call begins, and a call before the next',
    why: 'A reader knows that a text is whole, and may run a call, before the stream is over.',
    versions: ['v3', 'v4'],
    scenarios: ['two tool calls behind text'],
    toOurs: ({ whole, parts }) => ({ whole, parts: endEarly(parts) }),
  },
  {
    name: 'counts that the service did not give stay unknown',
    why: 'Zero cached tokens and zero tokens of thought would be a statement that nobody made.',
    versions: ['v3', 'v4'],
    scenarios: ['text without details of the usage'],
    toOurs: atEnd(end => ({
      ...end,
      usage: {
        inputTokens: { total: 20 },
        outputTokens: { total: 9 },
        raw: { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29 },
      },
    })),
  },
];
