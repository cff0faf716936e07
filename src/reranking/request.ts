import type { BuiltCall } from '../request/call.ts';
import { type CallWarning, compatibility, other } from '../request/warning.ts';
import { count, expectSetting, text } from '../values/check.ts';
import { toText } from '../values/json.ts';
import { optionInputs, type RerankingOptions } from './options.ts';

export interface RerankingInputs {
  readonly query: string;
  /** Texts; anything else is ranked by its JSON. */
  readonly documents: readonly unknown[];
  /** How many of the best documents to return. */
  readonly topN?: number | undefined;
}

type RerankingWarning = Exclude<CallWarning, { type: 'setting' }>;
export type RerankingRequest = BuiltCall<RerankingWarning>;

/**
 * The request that a query and its documents stand for. `topN` isn't sent: whether scores are logits shows best in
 * all of them, and a cached ranking then serves every `topN`.
 * @throws InvalidArgumentError for a query or a document that is empty, which Workers AI refuses, or a wrong `topN`.
 */
export function buildRequest(
  { query, documents, topN }: RerankingInputs,
  { model, options }: { model: string; options: RerankingOptions },
): RerankingRequest {
  expectSetting('query', query, text);
  if (topN !== undefined) expectSetting('topN', topN, count);
  const cannotTruncate = options.truncateInputs !== undefined && /bge-reranker/.test(model);
  const known = cannotTruncate ? { ...options, truncateInputs: undefined } : options;
  const { inputs } = optionInputs(known, 'workers-ai');
  const contexts = documents.map(document => ({ text: toText(document, inDocuments) }));
  const empty = contexts.findIndex(context => context.text === '');
  if (empty >= 0) expectSetting(`documents[${empty}]`, '', text);
  return {
    endpoint: 'run',
    inputs: { query, contexts, ...inputs, ...options.extraInputs },
    warnings: [
      ...(documents.every(isText) ? [] : [rankedAsJson]),
      ...(cannotTruncate ? [other(`${model} does not take truncateInputs: it was not sent.`)] : []),
    ],
  };
}

const inDocuments = { what: 'documents' };

const isText = (document: unknown) => typeof document === 'string';

const rankedAsJson = compatibility(
  'object documents',
  'Workers AI ranks text: documents that are objects were sent as JSON.',
);
