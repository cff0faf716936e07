import { request as httpRequest } from 'node:http';
import type { LocalGateway, LocalServer } from 'workers-ai-gateway/testing';

export const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
export const glm = '@cf/zai-org/glm-4.7-flash';

export interface PostOptions {
  /** Below `https://gateway.ai.cloudflare.com/v1/account/gateway/`, or a whole URL. */
  to?: string;
  headers?: Record<string, string>;
  method?: string;
}

const root = 'https://gateway.ai.cloudflare.com/v1/account/gateway/';

/** Sends JSON to a gateway in process, with a token unless `headers` say otherwise. */
export function post(
  gateway: Pick<LocalGateway, 'fetch'>,
  body: unknown,
  { to = `workers-ai/${llama}`, headers, method = 'POST' }: PostOptions = {},
): Promise<Response> {
  return gateway.fetch(to.startsWith('http') ? to : root + to, {
    method,
    headers: { authorization: 'Bearer token', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A parsed body, to be looked into freely. */
type Parsed = Awaited<ReturnType<Response['json']>>;

export const postJson = async (...args: Parameters<typeof post>): Promise<Parsed> =>
  (await post(...args)).json();

/** The data of a stream's events, parsed; `[DONE]` stays text. */
export async function events(response: Response): Promise<Parsed[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter(Boolean)
    .map(event => event.replace(/^data: /, ''))
    .map(data => (data === '[DONE]' ? data : JSON.parse(data)));
}

export const user = (content: string): { messages: { role: string; content: string }[] } => ({
  messages: [{ role: 'user', content }],
});

/** Posts a question over the port with any Host header, which `fetch` does not let a caller set. */
export function ask(
  { url }: LocalServer,
  { to = `/v1/account/gateway/workers-ai/${llama}`, ...headers }: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: 'Bearer t', 'content-type': 'application/json', ...headers };
    const request = httpRequest(url + to, { method: 'POST', headers: all }, async response => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    request.on('error', reject);
    request.end(JSON.stringify(user('Hi')));
  });
}
