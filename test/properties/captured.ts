/** Answers as services gave them, whole. */
const usage = {
  prompt_tokens: 86,
  completion_tokens: 171,
  total_tokens: 257,
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 3 },
};

const envelope = (result: object): object => ({ result, success: true, errors: [], messages: [] });

export const chats: readonly object[] = [
  envelope({ response: 'Hello', tool_calls: [{ name: 'weather', arguments: { city: 'Köln' } }], usage }),
  { response: { a: [1] }, tool_calls: [], usage: { ...usage, neurons: 10.47 }, p: 'abc' },
  envelope({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1751570976,
    model: '@cf/qwen/qwen3',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hello',
          reasoning_content: 'Hm',
          tool_calls: [
            { id: 'call_1', type: 'function', index: 0, function: { name: 'weather', arguments: '{"a":1}' } },
          ],
        },
        logprobs: null,
        finish_reason: 'stop',
        stop_reason: null,
      },
    ],
    usage,
  }),
  { object: 'text_completion', choices: [{ index: 0, text: 'Hello', finish_reason: 'stop' }], usage },
  {
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content: [{ type: 'text', text: 'Hi' }] }, finish_reason: null }],
  },
  {
    id: 'id-86',
    created_at: 1763094420,
    model: '@cf/openai/gpt-oss-120b',
    object: 'response',
    output: [
      { id: 'rs_1', type: 'reasoning', content: [{ type: 'reasoning_text', text: 'Hm' }], summary: [] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
      { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' },
    ],
    status: 'completed',
    incomplete_details: { reason: 'max_output_tokens' },
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  },
];

export const embeddings: readonly object[] = [
  envelope({ shape: [1, 2], data: [[0.1, 0.2]], pooling: 'cls', usage }),
  {
    response: [[1, 2]],
    meta: { cost_metric_name_1: 'input_tokens', cost_metric_value_1: 20, neurons: 0.02 },
  },
  { object: 'list', data: [{ object: 'embedding', index: 0, embedding: [1, 2] }], model: 'x', usage },
];

export const logs: readonly object[] = [
  envelope({
    id: '01JADMCQQQBWH3NXZ5GCRN98DP',
    provider: 'workers-ai',
    model: '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
    created_at: '2026-11-22T10:00:00Z',
    success: true,
    cached: false,
    status_code: 200,
    duration: 17,
    path: '',
    metadata: { a: 1 },
  }),
];

export const failures: readonly object[] = [
  {
    success: false,
    result: [],
    messages: [],
    error: [{ code: 2005, message: 'Failed to get response from provider' }],
    name: 'AiGatewayError',
    httpCode: 400,
    internalCode: 2005,
    message: 'Failed to get response from provider',
    description: 'Failed to get response from provider',
  },
  { errors: [{ message: 'AiError: Bad input (f3f58c5f)', code: 5006 }], success: false, result: {} },
  { name: 'AiError', internalCode: 4006, httpCode: 429, message: 'x', description: 'y', requestId: 'z' },
  { error: { message: 'overloaded', type: 'server_error', code: 503, status: 503 } },
];
