/** A request that both answer. */
export const chat = {
  path: '/v1/account/gateway/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
  body: (content: string): string => JSON.stringify({ messages: [{ role: 'user', content }] }),
};
