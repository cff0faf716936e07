import { entryIn } from '../json.ts';
import type { Upstream } from '../options.ts';
import type { Run } from '../run/run.ts';

/** The answer, or why there was none. */
type Asked = { response: Response } | { unreachable: string };

/** Posts to the OpenAI-compatible server behind this gateway. */
export async function postUpstream(
  path: string,
  body: object,
  { run, upstream }: { run: Run; upstream: Upstream },
): Promise<Asked> {
  const { fetch } = run.state.options;
  const url = `${upstream.url.replace(/\/+$/, '')}/${path}`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(upstream.apiKey === undefined ? {} : { authorization: `Bearer ${upstream.apiKey}` }),
      },
      body: JSON.stringify(body),
      signal: run.signal,
    });
    return { response };
  } catch (error) {
    if (run.signal.aborted) throw error;
    return { unreachable: `No answer from the upstream ${url}: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.message !== '') return cause.message;
  return error instanceof Error ? error.message : String(error);
}

/** What the server calls the model. */
export function upstreamModel(model: string, upstream: Upstream): string {
  if (typeof upstream.model === 'string') return upstream.model;
  return entryIn(upstream.model ?? {}, model) ?? model;
}
