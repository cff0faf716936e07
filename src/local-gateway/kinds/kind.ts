import type { JsonObject } from '../json.ts';
import type { ModelFacts } from '../model/facts.ts';
import type { ResolvedOptions } from '../options.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import type { Run } from '../run/run.ts';
import type { Failure } from '../wire/failures.ts';

export interface CheckContext {
  call: RunCall;
  facts: ModelFacts;
  options: ResolvedOptions;
}

/** What the input schema of a model, where known, has against the inputs; undefined where nothing. */
export type InputCheck = (inputs: JsonObject, context: CheckContext) => string | Failure | undefined;

export type KindResult = { json: unknown } | { bytes: Uint8Array; contentType: string };

/** The result of the stand-in model: right in form, made up in content. */
export type ResultOf = (call: RunCall, model: string) => KindResult;

interface Listed {
  /** Its task in the list of models. https://developers.cloudflare.com/workers-ai/models/ */
  readonly taskId?: string;
  readonly check?: InputCheck;
  /** The same for a body that is not JSON. */
  readonly checkBytes?: (context: CheckContext) => string | Failure | undefined;
}

/** Most kinds answer with one result; chat and embeddings read the whole run. */
export type Kind = Listed &
  ({ readonly result: ResultOf } | { readonly answer: (run: Run) => Promise<ModelAnswer> });
