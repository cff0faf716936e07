import { isRecord } from '../values/check.ts';

/**
 * The result without API v4's envelope `{result, success, errors, messages}`. The gateway and the REST API wrap,
 * the binding and the OpenAI-compatible paths do not.
 */
export function unwrap(body: unknown): unknown {
  if (!isRecord(body) || !('result' in body)) return body;
  const isEnvelope = 'success' in body || 'errors' in body || Object.keys(body).length === 1;
  return isEnvelope ? body.result : body;
}
