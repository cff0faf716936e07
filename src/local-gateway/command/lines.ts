import { findModel } from '../../catalogue/catalogue.ts';
import { nearestModel } from '../../catalogue/nearest.ts';
import type { SeenRequest } from '../http/seen-request.ts';
import { failureCodeIn } from '../model/facts.ts';
import type { AnswerSummary } from '../options.ts';
import { printable } from '../printable.ts';

/** What the command writes of one request. */
export interface Lines {
  of(request: SeenRequest, summary: AnswerSummary): string[];
}

/** A line a request, and one more for the first request with an id that the catalogue does not have. */
export function createLines({
  json,
  models = [],
}: {
  json: boolean;
  models?: readonly string[] | undefined;
}): Lines {
  // A model that was passed to the command is no typo.
  const announced = new Set(models);
  const lineOf = json ? jsonLine : textLine;
  return {
    of: (request, summary) => {
      const unknown = unknownModel(request.model, announced);
      if (unknown !== undefined) announced.add(unknown);
      const notice = unknown === undefined ? [] : [json ? jsonNotice(unknown) : textNotice(unknown)];
      return [lineOf(request, summary), ...notice];
    },
  };
}

function unknownModel(id: string | undefined, announced: ReadonlySet<string>): string | undefined {
  const isNews = id !== undefined && /^@(cf|hf)\//.test(id) && !announced.has(id);
  return isNews && findModel(id) === undefined && failureCodeIn(id) === undefined ? id : undefined;
}

const textNotice = (id: string): string =>
  `    ${printable(id)} isn't in the catalog of models. Did you mean ${nearestModel(id)}?`;

const jsonNotice = (id: string): string =>
  JSON.stringify({ unknownModel: id, nearestModel: nearestModel(id) });

/** The successors of a model that was refused because it is retired. */
function successorsOf({ status, model }: SeenRequest): readonly string[] | undefined {
  const found = status === 410 && model !== undefined ? findModel(model) : undefined;
  return found?.retired === undefined ? undefined : (found.replacedBy ?? []);
}

function textLine(request: SeenRequest, { milliseconds, tokensIn, tokensOut }: AnswerSummary): string {
  const successors = successorsOf(request);
  return [
    request.status ?? '---',
    printable(request.model ?? `${request.method} ${request.path}`).padEnd(44),
    (request.cacheStatus ?? '').padEnd(4),
    `${milliseconds} ms`.padStart(8),
    (tokensIn === undefined ? '' : `${tokensIn} in, ${tokensOut ?? 0} out`).padEnd(18),
    request.logId ?? '',
    request.aborted ? 'aborted' : '',
    successors && `retired${successors.length > 0 ? `; use ${successors.join(' or ')}` : ''}`,
  ]
    .join('  ')
    .trimEnd();
}

function jsonLine(request: SeenRequest, summary: AnswerSummary): string {
  const { method, path, status, model, cacheStatus, logId, aborted } = request;
  const replacedBy = successorsOf(request);
  return JSON.stringify({ method, path, status, model, cacheStatus, logId, aborted, ...summary, replacedBy });
}
