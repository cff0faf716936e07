import type { Exchange, TransportRequest } from './transport.ts';

export interface NativePath {
  /** Sends by the spelling that is known to work, and by the other where there is no such route. */
  readonly send: (
    request: TransportRequest,
    post: (prefix: '' | 'run/') => Promise<Exchange>,
  ) => Promise<Exchange>;
}

/**
 * The gateway's native URL in two spellings: `/workers-ai/{model}` is documented, and some users report that only
 * `/workers-ai/run/{model}` works for them. The one that worked is kept.
 */
export function createNativePath(): NativePath {
  let prefix: '' | 'run/' = '';
  return {
    send: async (request, post) => {
      const first = await post(prefix);
      if (prefix !== '' || !isRepeatable(request) || !(await hasNoRoute(first.response))) return first;
      const second = await post('run/');
      if (await hasNoRoute(second.response)) return first;
      prefix = 'run/';
      return second;
    },
  };
}

/** A stream can be sent once. */
const isRepeatable = ({ model, inputs }: TransportRequest): boolean =>
  /^@(cf|hf)\//.test(model) && !(inputs instanceof ReadableStream);

/** Codes 7000 and 7003; a 7000 of status 500 is about the body. */
async function hasNoRoute(response: Response): Promise<boolean> {
  if (response.ok || response.status >= 500) return false;
  return /"code"\s*:\s*700[03]\b/.test(
    await response
      .clone()
      .text()
      .catch(() => ''),
  );
}
