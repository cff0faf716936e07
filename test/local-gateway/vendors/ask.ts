import type { LocalGateway } from 'workers-ai-gateway/testing';

const base = 'https://gateway.ai.cloudflare.com/v1/a/g';

interface Asked {
  readonly body?: BodyInit | object;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** Asks a vendor by its own path, with a key of its own. */
export function ask(
  gateway: LocalGateway,
  path: string,
  { body = {}, method = 'POST', headers = { authorization: 'Bearer sk' } }: Asked = {},
): Promise<Response> {
  const isPlain = Object.getPrototypeOf(body) === Object.prototype;
  return gateway.fetch(`${base}/${path}`, {
    method,
    headers: { ...(isPlain && { 'content-type': 'application/json' }), ...headers },
    ...(method === 'GET' ? {} : { body: isPlain ? JSON.stringify(body) : (body as BodyInit) }),
  });
}

/** The JSON of each event of a stream. */
export async function eventsOf(response: Response): Promise<unknown[]> {
  const lines = (await response.text()).split('\n').filter(line => line.startsWith('data: {'));
  return lines.map(line => JSON.parse(line.slice(6)));
}
