import { json, sse } from '../transport/stub-fetch.ts';

/** What a service of OpenAI's shape answers, whole and streamed. */
export interface Scenario {
  readonly name: string;
  readonly whole: () => Response;
  readonly streamed: () => Response;
}

const usage = {
  prompt_tokens: 20,
  completion_tokens: 9,
  total_tokens: 29,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 3 },
};
const head = { id: 'chatcmpl-1', created: 1_700_000_000, model: 'served' };

interface Said {
  readonly message: object;
  readonly deltas: readonly object[];
  readonly reason?: string | null;
  readonly usage?: object | undefined;
}

function scenario(name: string, { message, deltas, reason = 'stop', usage: said = usage }: Said): Scenario {
  const choice = {
    index: 0,
    message: { role: 'assistant', content: null, ...message },
    finish_reason: reason,
  };
  const chunks = [
    ...deltas.map(delta => ({ ...head, choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...head, choices: [{ index: 0, delta: {}, finish_reason: reason }] },
    { ...head, choices: [], usage: said },
  ];
  return {
    name,
    whole: () => json({ ...head, choices: [choice], usage: said }),
    streamed: () => stream(chunks),
  };
}

const stream = (chunks: readonly unknown[]): Response =>
  sse([...chunks.map(chunk => JSON.stringify(chunk)), '[DONE]'].map(data => `data: ${data}\n\n`).join(''));

const call = (id: string, name: string, args: string) => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
const piece = (index: number, rest: object) => ({ tool_calls: [{ index, ...rest }] });

export const scenarios: readonly Scenario[] = [
  scenario('text', {
    message: { content: 'Hello world' },
    deltas: [{ role: 'assistant', content: 'Hello' }, { content: ' world' }],
  }),
  scenario('text without details of the usage', {
    message: { content: 'Hello' },
    deltas: [{ content: 'Hello' }],
    usage: { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29 },
  }),
  scenario('text without usage', {
    message: { content: 'Hello' },
    deltas: [{ content: 'Hello' }],
    usage: undefined,
  }),
  scenario('reasoning', {
    message: { reasoning_content: 'Let me see.', content: 'Blue.' },
    deltas: [{ reasoning_content: 'Let me ' }, { reasoning_content: 'see.' }, { content: 'Blue.' }],
  }),
  scenario('a tool call in pieces', {
    message: { tool_calls: [call('call_1', 'weather', '{"city":"Lisbon"}')] },
    deltas: [
      { role: 'assistant', content: null, ...piece(0, call('call_1', 'weather', '')) },
      piece(0, { function: { arguments: '{"city":' } }),
      piece(0, { function: { arguments: '"Lisbon"}' } }),
    ],
    reason: 'tool_calls',
  }),
  scenario('a tool call without arguments', {
    message: { tool_calls: [call('call_1', 'now', '')] },
    deltas: [piece(0, call('call_1', 'now', ''))],
    reason: 'tool_calls',
  }),
  scenario('two tool calls behind text', {
    message: {
      content: 'Both.',
      tool_calls: [call('call_1', 'weather', '{"city":"Lisbon"}'), call('call_2', 'now', '{}')],
    },
    deltas: [
      { content: 'Both.' },
      piece(0, call('call_1', 'weather', '{"city":"Lisbon"}')),
      piece(1, call('call_2', 'now', '{}')),
    ],
    reason: 'tool_calls',
  }),
  scenario('reasoning, then a tool call', {
    message: { reasoning_content: 'Look it up.', tool_calls: [call('call_1', 'now', '{}')] },
    deltas: [{ reasoning_content: 'Look it up.' }, piece(0, call('call_1', 'now', '{}'))],
    reason: 'tool_calls',
  }),
  scenario('an answer cut at the limit', {
    message: { content: 'Hel' },
    deltas: [{ content: 'Hel' }],
    reason: 'length',
  }),
  scenario('an answer that was filtered', {
    message: { content: 'No.' },
    deltas: [{ content: 'No.' }],
    reason: 'content_filter',
  }),
  scenario('a finish reason that OpenAI does not know', {
    message: { content: 'Hello' },
    deltas: [{ content: 'Hello' }],
    reason: 'eos',
  }),
  scenario('no finish reason', {
    message: { content: 'Hello' },
    deltas: [{ content: 'Hello' }],
    reason: null,
  }),
  {
    name: 'an event that cannot be read',
    whole: () => json({ ...head, choices: [{ message: { content: 'a' }, finish_reason: 'stop' }], usage }),
    streamed: () =>
      sse(
        `data: ${JSON.stringify({ ...head, choices: [{ delta: { content: 'a' } }] })}\n\ndata: {"choices"\n\ndata: ${JSON.stringify({ ...head, choices: [{ delta: {}, finish_reason: 'stop' }], usage })}\n\ndata: [DONE]\n\n`,
      ),
  },
  {
    name: 'an error',
    whole: () => json({ error: { message: 'Too busy', type: 'server_error' } }, { status: 503 }),
    streamed: () =>
      stream([
        { ...head, choices: [{ index: 0, delta: { content: 'a' }, finish_reason: null }] },
        { error: { message: 'Too busy', type: 'server_error' } },
      ]),
  },
];
