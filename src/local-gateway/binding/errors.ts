import { arrayIn, objectIn, parseJson, stringIn } from '../json.ts';

/** An error as the binding throws it: name and message, no status and no code beside them. */
export function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts */
export function runError(body: string): { error: Error; internalCode: number | null } {
  const parsed = objectIn(parseJson(body));
  const code = typeof parsed?.internalCode === 'number' ? parsed.internalCode : null;
  if (parsed && code) {
    const name = stringIn(parsed.name) ?? 'InferenceUpstreamError';
    return { error: namedError(name, `${code}: ${String(parsed.description)}`), internalCode: code };
  }
  const first = objectIn(arrayIn(parsed?.errors)[0]);
  const message = first ? `${String(first.code)}: ${String(first.message)}` : body;
  return { error: namedError('InferenceUpstreamError', message), internalCode: null };
}

/** Of `getLog`, `patchLog` and `getUrl`. */
export async function managementError(response: Response, usual: string): Promise<Error> {
  const body = await response.text();
  const first = objectIn(arrayIn(objectIn(parseJson(body))?.errors)[0]);
  const name = response.status === 404 ? 'AiGatewayLogNotFound' : 'AiGatewayInternalError';
  return first
    ? namedError(name, stringIn(first.message) ?? usual)
    : namedError('AiGatewayInternalError', body);
}
