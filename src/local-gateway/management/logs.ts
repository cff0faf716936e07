import { keptMetadata } from '../gateway/controls.ts';
import type { GatewayLog } from '../gateway/logs.ts';
import { enveloped, jsonAnswer } from '../http/json-answer.ts';
import { isObject, type JsonObject, numberIn, parseJson } from '../json.ts';
import type { ModelAnswer, Surface } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { filterLogs, orderLogs } from './log-filters.ts';
import { pageOf } from './page.ts';

interface LogRequest {
  account: string;
  gateway: string;
  method: string;
  query: URLSearchParams;
  body: unknown;
  state: LocalState;
}

/** `GET` and `DELETE …/ai-gateway/gateways/{id}/logs` */
export function answerLogs({ account, gateway, method, query, state }: LogRequest): ModelAnswer {
  const visible = state.logs.visible({ account, gateway });
  const search = query.get('search')?.toLowerCase();
  const matching = filterLogs(visible, query.get('filters'))?.filter(
    log => search === undefined || `${log.request_head} ${log.response_head}`.toLowerCase().includes(search),
  );
  if (!matching) return failed(7001, 'Invalid filter', 400);
  if (method === 'DELETE') {
    state.logs.remove(matching);
    return jsonAnswer({ success: true });
  }
  const { items, info } = pageOf(orderLogs(matching, query), query, 20);
  return enveloped(items.map(shown), { result_info: info });
}

/** The names of account and gateway stand in the URL, not in the entry. */
function shown({
  account: _account,
  gateway: _gateway,
  ...log
}: GatewayLog): Omit<GatewayLog, 'account' | 'gateway'> {
  return log;
}

type OneLog = LogRequest & { id: string; part: 'request' | 'response' | undefined; surface: Surface };

/** `GET` and `PATCH …/logs/{id}`, and the bodies under `/request` and `/response`. */
export function answerLog({ account, gateway, id, part, surface, method, body, state }: OneLog): ModelAnswer {
  const log = state.logs.find({ account, gateway }, id);
  // The binding's answer says `success: true` beside its error; its client looks at the status alone.
  if (!log)
    return failed(7002, surface === 'binding' ? 'Not Found' : 'Log not found', 404, surface === 'binding');
  if (method === 'PATCH') {
    const wrong = isObject(body) ? patch(log, body) : 'the body must be a JSON object';
    return wrong === undefined ? enveloped(shown(log)) : failed(7001, wrong, 400);
  }
  if (part === undefined) return enveloped(shown(log));
  return jsonAnswer(parseJson(part === 'request' ? log.request_head : log.response_head) ?? {});
}

/** What is wrong with it, or undefined when it was taken. */
function patch(log: GatewayLog, { feedback, score, metadata }: JsonObject): string | undefined {
  if (feedback !== undefined && feedback !== null && feedback !== 1 && feedback !== -1)
    return 'feedback must be -1 or 1';
  const points = numberIn(score);
  if (score !== undefined && score !== null && (points === undefined || points < 0 || points > 100)) {
    return 'score must be between 0 and 100';
  }
  if (feedback !== undefined) log.feedback = feedback;
  if (score !== undefined) log.score = points ?? null;
  if (isObject(metadata)) log.metadata = keptMetadata(metadata);
  return undefined;
}

const failed = (code: number, message: string, status: number, success = false): ModelAnswer =>
  jsonAnswer({ errors: [{ code, message }], success, result: null, messages: [] }, status);
