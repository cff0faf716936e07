import { formOf } from '../transport/doors.ts';
import type { Exchange } from '../transport/transport.ts';
import { isBotCheck } from './body.ts';
import { codes } from './codes.ts';

interface AdviceContext {
  readonly url: string;
  readonly status: number;
  readonly gateway: Exchange['gateway'];
  readonly body: string;
  readonly model: string | undefined;
}

/** The way out of an error, by its code first. */
export function adviceFor(code: number | undefined, context: AdviceContext): string | undefined {
  if (code === 7000 && context.status === 500) return notPassedOn;
  const known = code === undefined ? undefined : codes.get(code)?.advice;
  const advice = typeof known === 'function' ? known(context.url) : (known ?? adviceForStatus(context));
  const { model } = context;
  if (model !== undefined && formOf(model)) return doorAdvice(advice, { ...context, code, model });
  const isUnknownModel = code === 5007 || (known === undefined && context.status === 404);
  if (isUnknownModel && model !== undefined && !/[@/]/.test(model))
    return `${advice} Did you mean @cf/…/${model}?`;
  const isUnnamed = context.gateway ? context.gateway.isUnnamed : false;
  if (!isUnnamed) return advice;
  if (code === 2001) return unnamed;
  return code === 2009 ? `${advice} ${unnamed}` : advice;
}

/** The way out where the id is not one of Workers AI. */
function doorAdvice(
  advice: string | undefined,
  { code, status, body, model }: AdviceContext & { code: number | undefined; model: string },
): string | undefined {
  if (body.includes('spend-limit enforcement')) return paidByCredits;
  if (body.includes('Invalid value at input'))
    return `The model may take no chat completions. ${connectOpenAI}`;
  if (code !== undefined && [2021, 2044, 2049, 7007].includes(code)) return `${advice} ${storedKeys}`;
  if (code !== 5007 && status !== 404 && !body.includes('Model not found')) return advice;
  if (/^(?:dynamic|custom)\//.test(model)) return `Check that the dashboard has ${model}.`;
  const asks = formOf(model)?.embeddings && !isAuthor.test(model);
  return asks ? `Check the id. Did you mean @cf/${model}?` : spelling;
}

/** Authors of the catalogue, as against those that ids of `@cf/` have. */
const isAuthor = /^(?:alibaba|deepseek|google|groq|minimax|openai|xai)\//;

export const connectOpenAI = "Use createOpenAI(workersai.gateway.connect('openai')).";

const storedKeys =
  "The API finds stored keys of openai and anthropic alone: for others, use the vendor's package with workersai.gateway.connect().";

/** https://github.com/anomalyco/models.dev/pull/4715, 2026-08-14 */
const paidByCredits =
  "Credits pay for openai and anthropic alone on /compat: leave out route, or store the vendor's key.";

const spelling =
  'Check the id: the API takes anthropic/claude-haiku-4.5, google/… and xai/…, /compat takes anthropic/claude-haiku-4-5, google-ai-studio/… and grok/….';

/** https://github.com/cloudflare/cloudflare-docs/issues/33336 */
export const notPassedOn =
  'AI Gateway does not forward forms, and may not forward raw audio: pass gateway: false to send them directly.';

const unnamed =
  'No gateway was named, so the request went through default: name one (gateway or CLOUDFLARE_GATEWAY_ID), or pass gateway: false to call Workers AI directly.';

function adviceForStatus({ status, body }: AdviceContext): string | undefined {
  if (isBotCheck(body))
    return 'Bot protection stopped the request before it reached Workers AI: allow it there, or send it from a server.';
  if (status === 401 || status === 403)
    return 'Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.';
  if (status === 0 || (status >= 300 && status < 400)) return 'Redirects are not followed: check baseURL.';
  if (status === 404) return 'Check accountId, gateway.id and the model id.';
  if (status === 410) return 'The model is no longer offered: choose another.';
  return undefined;
}
