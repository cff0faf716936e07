import { findModel } from '../../catalogue/catalogue.ts';
import type { CheckContext } from '../kinds/kind.ts';
import { kindOf } from '../kinds/kinds.ts';
import { failureCodeIn } from '../model/facts.ts';
import { retiredOn } from '../model/retirement.ts';
import type { ResolvedOptions } from '../options.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import type { RunCall } from './call.ts';

/** Why the platform refuses a run: its model, then its inputs; undefined where it takes both. */
export function refusalOf(call: RunCall, context: Omit<CheckContext, 'call'>): Failure | undefined {
  if (failureCodeIn(call.model) !== undefined) return undefined;
  const { model } = call;
  return (
    unknownModel(model, context.options) ??
    retiredModel(model, context.options) ??
    wrongInput({ call, ...context })
  );
}

function unknownModel(model: string, { models }: ResolvedOptions): Failure | undefined {
  const exists = models ? models.includes(model) : /^@(cf|hf)\/[^/]+\/./.test(model);
  return exists ? undefined : failureOf(5007, { message: `No such model ${model} or task` });
}

/** https://developers.cloudflare.com/changelog/post/2026-05-08-planned-model-deprecations/ */
function retiredModel(id: string, options: ResolvedOptions): Failure | undefined {
  const model = findModel(id);
  if (model === undefined || model.aliasOf !== undefined || options.retired === 'served') return undefined;
  const day = retiredOn(model, options);
  return day === undefined ? undefined : failureOf(5028, { message: `This model was deprecated on ${day}` });
}

function wrongInput(context: CheckContext): Failure | undefined {
  const { inputs, bytes, seen } = context.call;
  const { check, checkBytes } = kindOf(context.facts);
  if (bytes !== undefined) return asFailure(checkBytes?.(context));
  if (seen.text !== undefined && seen.body === undefined) return badInput('the body is not JSON');
  if ('requests' in inputs || 'request_id' in inputs) return undefined;
  return asFailure(check?.(inputs, context));
}

const asFailure = (problem: string | Failure | undefined): Failure | undefined =>
  typeof problem === 'string' ? badInput(problem) : problem;

const badInput = (problem: string): Failure => failureOf(5006, { message: `Bad input: Error: ${problem}` });
