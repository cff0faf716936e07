import type { Answer } from './table.ts';

/** One event of a stream, and what it adds. */
export interface Frame {
  readonly frame: object;
  readonly text?: string;
  readonly reasoning?: string;
  /** The arguments of a call that it makes whole. */
  readonly call?: string;
  /** Whether it says why the answer ends. */
  readonly ends?: true;
}

/** Streams as each family of models sends them. */
export interface Recorded {
  readonly family: string;
  readonly model?: string;
  readonly ends: Answer['ends'] | 'tool-calls';
  readonly frames: readonly Frame[];
}

const usage = { prompt_tokens: 57, completion_tokens: 28, total_tokens: 85 };

const chunk = (delta: object, reason: string | null = null): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: reason }],
});

const enveloped = (result: object): object => ({ result, success: true, errors: [], messages: [] });

export const recorded: readonly Recorded[] = [
  {
    family: 'native',
    ends: 'stop',
    frames: [
      { frame: { response: 'Grüße' }, text: 'Grüße' },
      { frame: { response: ' 🙂"\n' }, text: ' 🙂"\n' },
      { frame: { response: '', usage } },
    ],
  },
  {
    family: 'native with padding',
    ends: 'stop',
    frames: [
      { frame: { response: 'Hello', p: 'abcd' }, text: 'Hello' },
      { frame: { response: ' world', p: 'abcdefghij' }, text: ' world' },
      { frame: { tool_calls: [], p: 'abdefgh' } },
      { frame: { response: '', usage } },
    ],
  },
  {
    family: 'OpenAI’s chunks',
    ends: 'stop',
    frames: [
      { frame: chunk({ content: '', role: 'assistant' }) },
      { frame: chunk({ content: 'Hi' }), text: 'Hi' },
      { frame: chunk({ content: ' dü' }), text: ' dü' },
      { frame: chunk({}, 'stop'), ends: true },
      { frame: { choices: [], object: 'chat.completion.chunk', usage } },
      { frame: { response: '', usage } },
    ],
  },
  {
    family: 'enveloped',
    ends: 'stop',
    frames: [
      { frame: enveloped({ response: 'Once' }), text: 'Once' },
      { frame: enveloped({ response: ' upon' }), text: ' upon' },
      { frame: enveloped({ response: '', usage }) },
    ],
  },
  {
    family: 'reasoning',
    ends: 'stop',
    frames: [
      { frame: chunk({ reasoning_content: 'Hm' }), reasoning: 'Hm' },
      { frame: chunk({ reasoning: ', so' }), reasoning: ', so' },
      { frame: chunk({ content: 'Yes' }), text: 'Yes' },
      { frame: chunk({}, 'stop'), ends: true },
    ],
  },
  {
    family: 'think tags',
    model: '@cf/qwen/qwq-32b',
    ends: 'stop',
    frames: [
      { frame: { response: '<think>Hm' }, reasoning: 'Hm' },
      { frame: { response: '!</think>' }, reasoning: '!' },
      { frame: { response: '\n\nYes' }, text: 'Yes' },
      { frame: { response: ' no' }, text: ' no' },
    ],
  },
  {
    family: 'native tool calls',
    ends: 'tool-calls',
    frames: [
      { frame: { response: 'Let me see.' }, text: 'Let me see.' },
      { frame: { tool_calls: [{ name: 'weather', arguments: { city: 'Köln' } }] }, call: '{"city":"Köln"}' },
      { frame: { tool_calls: [{ name: 'weather', arguments: { city: 'Bonn' } }] }, call: '{"city":"Bonn"}' },
      { frame: { response: '', usage } },
    ],
  },
  {
    family: 'tool calls in pieces',
    ends: 'tool-calls',
    frames: [
      {
        frame: chunk({
          tool_calls: [{ index: 0, id: 'call_a', type: 'function', function: { name: 'weather' } }],
        }),
      },
      { frame: chunk({ tool_calls: [{ index: 0, function: { arguments: '{"ci' } }] }) },
      {
        frame: chunk({ tool_calls: [{ index: 0, function: { arguments: 'ty":"Köln"}' } }] }),
        call: '{"city":"Köln"}',
      },
      {
        frame: chunk({
          tool_calls: [{ index: 1, id: 'call_b', function: { name: 'weather', arguments: '{}' } }],
        }),
        call: '{}',
      },
      { frame: chunk({}, 'tool_calls'), ends: true },
    ],
  },
  {
    family: 'typed parts',
    ends: 'stop',
    frames: [
      {
        frame: chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
        reasoning: 'Hm',
      },
      { frame: chunk({ content: [{ type: 'text', text: 'Yes' }] }), text: 'Yes' },
      { frame: chunk({}, 'stop'), ends: true },
    ],
  },
  {
    family: 'a lone choice of another index',
    ends: 'stop',
    frames: [
      { frame: { choices: [{ index: 1, delta: { content: 'Yes' } }] }, text: 'Yes' },
      { frame: { choices: [{ index: 1, delta: {}, finish_reason: 'stop' }] }, ends: true },
    ],
  },
  {
    family: 'tool calls of one id, with pieces that are numbers',
    ends: 'tool-calls',
    frames: [
      {
        frame: chunk({
          tool_calls: [{ index: '0', id: 'call', function: { name: 'weather', arguments: '{"days":' } }],
        }),
      },
      { frame: chunk({ tool_calls: [{ index: '0', function: { arguments: 15 } }] }) },
      { frame: chunk({ tool_calls: [{ index: '0', function: { arguments: '}' } }] }), call: '{"days":15}' },
      {
        frame: chunk({
          tool_calls: [{ index: '0', id: 'call', function: { name: 'weather', arguments: '{}' } }],
        }),
        call: '{}',
      },
      { frame: chunk({}, 'unknown'), ends: true },
    ],
  },
  {
    family: 'the events of the Responses API',
    ends: 'stop',
    frames: [
      { frame: { type: 'response.created', response: { id: 'resp-1' } } },
      { frame: { type: 'response.reasoning_text.delta', output_index: 0, delta: 'Hm' }, reasoning: 'Hm' },
      { frame: { type: 'response.output_text.delta', output_index: 1, delta: 'Ye' }, text: 'Ye' },
      { frame: { type: 'response.output_text.delta', output_index: 1, delta: 's' }, text: 's' },
      { frame: { type: 'response.completed', response: { status: 'completed', usage } }, ends: true },
    ],
  },
  {
    family: 'Responses',
    ends: 'stop',
    frames: [
      {
        frame: {
          object: 'response',
          output: [
            { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'Hm' }] },
            { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yes' }] },
          ],
          status: 'completed',
          usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
        },
        reasoning: 'Hm',
        text: 'Yes',
      },
    ],
  },
];

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A stream as bytes, and after how many of them each of its events can be read. */
export function bytesOf({ frames }: Recorded): { bytes: Uint8Array<ArrayBuffer>; ends: readonly number[] } {
  let body = '';
  const ends = frames.map(({ frame }) => {
    body += `data: ${JSON.stringify(frame)}`;
    const end = encode(body).length;
    body += '\n\n';
    return end;
  });
  return { bytes: encode(`${body}data: [DONE]\n\n`), ends };
}

/** What some of the events say, put together. */
export function sumOf(frames: readonly Frame[]): {
  text: string;
  reasoning: string;
  calls: readonly string[];
  hasReason: boolean;
} {
  return {
    text: frames.map(({ text = '' }) => text).join(''),
    reasoning: frames.map(({ reasoning = '' }) => reasoning).join(''),
    calls: frames.flatMap(({ call }) => call ?? []),
    hasReason: frames.some(({ ends }) => ends),
  };
}
