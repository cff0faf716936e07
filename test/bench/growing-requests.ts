import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4ToolCallPart,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider';

/** A request of `n` pieces. */
export interface GrowingRequest {
  readonly name: string;
  /** So many that building it takes milliseconds. */
  readonly n: number;
  readonly call: (n: number) => LanguageModelV4CallOptions;
}

const repeat = <T>(n: number, piece: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => piece(i));
const user = (...texts: readonly string[]): LanguageModelV4Message => ({
  role: 'user',
  content: texts.map(text => ({ type: 'text', text })),
});
const words = 'A cache keeps an answer for an hour, no longer. ';

const call = (index: number) => ({ toolCallId: `call-${index}`, toolName: 'w' });
const toolCall = (index: number): LanguageModelV4ToolCallPart => ({
  type: 'tool-call',
  ...call(index),
  input: { day: index },
});
const toolResult = (index: number): LanguageModelV4ToolResultPart => ({
  type: 'tool-result',
  ...call(index),
  output: { type: 'json', value: { celsius: index } },
});

const calling = (content: LanguageModelV4ToolCallPart[]): LanguageModelV4Message => ({
  role: 'assistant',
  content,
});
const resulting = (content: LanguageModelV4ToolResultPart[]): LanguageModelV4Message => ({
  role: 'tool',
  content,
});

/** Everything that grows on the path of a request: messages, their parts, tools and the texts in them. */
export const requests: readonly GrowingRequest[] = [
  {
    name: 'short turns',
    n: 4000,
    call: n => ({
      prompt: repeat(n, i =>
        i % 2 ? { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] } : user('Hi'),
      ),
    }),
  },
  {
    name: 'system messages',
    n: 4000,
    call: n => ({ prompt: repeat(n, () => ({ role: 'system', content: words })) }),
  },
  {
    name: 'reasoning in turns',
    n: 4000,
    call: n => ({
      prompt: repeat(n, i =>
        i % 2 ? { role: 'assistant', content: [{ type: 'reasoning', text: words }] } : user('Hi'),
      ),
    }),
  },
  {
    name: 'turns of a tool',
    n: 2000,
    call: n => ({
      prompt: [user('Hi'), ...repeat(n, i => [calling([toolCall(i)]), resulting([toolResult(i)])]).flat()],
    }),
  },
  {
    name: 'calls in one message, and their results',
    n: 2000,
    call: n => ({ prompt: [user('Hi'), calling(repeat(n, toolCall)), resulting(repeat(n, toolResult))] }),
  },
  { name: 'parts of a message', n: 4000, call: n => ({ prompt: [user(...repeat(n, () => words))] }) },
  { name: 'a text', n: 20_000, call: n => ({ prompt: [user(words.repeat(n))] }) },
  {
    name: 'images',
    n: 1000,
    call: n => ({
      prompt: [
        {
          role: 'user',
          content: repeat(n, () => ({
            type: 'file',
            mediaType: 'image/png',
            data: { type: 'data', data: 'iVBORw0KGgo'.repeat(40) },
          })),
        },
      ],
    }),
  },
  {
    name: 'tools',
    n: 1000,
    call: n => ({
      prompt: [user('Hi')],
      tools: repeat(n, i => ({
        type: 'function',
        name: `tool${i}`,
        description: words,
        inputSchema: { type: 'object', properties: { city: { type: 'string' } } },
      })),
    }),
  },
  {
    name: 'the schema of an object',
    n: 2000,
    call: n => ({
      prompt: [user('Hi')],
      responseFormat: {
        type: 'json',
        schema: {
          type: 'object',
          properties: Object.fromEntries(
            repeat(n, i => [`field${i}`, { type: 'string', description: words }]),
          ),
        },
      },
    }),
  },
];
