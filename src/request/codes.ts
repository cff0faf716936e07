/** What one of Cloudflare's error codes means to a client. */
export interface Code {
  /** HTTP status, for errors that come without one (in a stream, or in a 200). */
  readonly status: number;
  /** Whether the same request may succeed later, where the status alone would get it wrong. */
  readonly retry?: boolean | undefined;
  /** The way out, as a sentence; some depend on the URL that the request went to. */
  readonly advice: string | ((url: string) => string);
}

type Row = readonly [codes: readonly number[], status: number, advice: Code['advice'], retry?: boolean];

/**
 * A binding has no setting for the gateway's token. On Cloudflare's API the code also stands for a provider key that
 * the provider rejected (changelog of 2026-10-06).
 */
function gatewayTokenAdvice(url: string): string {
  if (url.startsWith('https://workers-binding.ai/'))
    return "The gateway requires its own token: pass it as the header cf-aig-authorization ('Bearer …'), or turn off the gateway's authentication.";
  const set = 'set gatewayToken or CF_AIG_TOKEN (permission: AI Gateway Run)';
  return url.includes('/ai/')
    ? `The gateway requires its own token: ${set}. Or the provider rejected the key stored in the gateway.`
    : `The gateway requires its own token: ${set}.`;
}

const malformedKey =
  'Check apiKey (CLOUDFLARE_API_TOKEN): an API token of this account, with the Workers AI permission.';

const noCredential =
  "The gateway does not pay for this provider: store the provider's key in the gateway, or send it with the request.";

/**
 * AI Gateway (2…) and Workers AI (3… to 9…).
 * https://developers.cloudflare.com/workers-ai/platform/errors/,
 * https://developers.cloudflare.com/ai-gateway/ and what users reported beyond them.
 */
const rows: readonly Row[] = [
  [
    [2001],
    400,
    'The account has no gateway with this id: create it in the dashboard, or correct gateway.id.',
  ],
  [[2003], 429, "The gateway's rate limit is reached: slow down, or raise it in the dashboard.", true],
  [[2005], 400, 'The gateway got no answer from Workers AI: try again.', true],
  [[2008], 400, 'The gateway does not know the provider in the URL: check baseURL.'],
  [[2009], 401, gatewayTokenAdvice],
  [[2016, 2029], 424, "The gateway's guardrails or data loss prevention blocked the request.", false],
  [[2017, 2030], 424, "The gateway's guardrails or data loss prevention blocked the answer.", false],
  [[2018], 429, 'Try again later.', true],
  [[2021], 402, 'Add money to the gateway, or use a provider key of your own.', false],
  [[2028], 400, 'The dynamic route is empty: add a model to it in the dashboard.'],
  [[2036], 403, "The account's plan does not include this: see the plan in the dashboard."],
  [[2040], 400, 'The gateway has no provider key with this alias: check gateway.byokAlias.'],
  [
    [2041, 2045],
    429,
    'A spend limit of the gateway is reached: wait for its window to end, or raise it in the dashboard.',
    false,
  ],
  [[2044], 400, noCredential],
  [[2049], 403, noCredential],
  [[7007], 402, noCredential, false],
  [
    [3003, 3030, 5004, 5006, 8001, 8002, 8006],
    400,
    'The model does not accept this input; see its schema in the Workers AI docs.',
  ],
  [[3006, 5021], 413, 'Shorten the input, or lower the limit of output tokens.'],
  [[3007, 3046], 408, 'The model took too long: try again, or stream the answer.', true],
  [[3008], 408, 'The request was aborted at Cloudflare: try again.', true],
  [[3023, 3041, 5018], 403, 'The account may not use this model; see its page in the dashboard.'],
  [[3025], 400, 'The model refused the request: check its input and its options.'],
  [
    [3036, 4006],
    429,
    'The account has used its free neurons for today: wait until 00:00 UTC or move to the Workers Paid plan.',
    false,
  ],
  [[3039], 400, 'The LoRA finetune is missing files: upload it again.'],
  [[3040], 429, 'The model is out of capacity: try again, or use another model.', true],
  [[3042], 404, 'Check the model id.'],
  [[3043, 4007, 5017], 500, 'Try again later.', true],
  [[5005], 405, 'The model does not support LoRA.'],
  [[5007], 400, 'Check the model id: ids look like @cf/zai-org/glm-4.7-flash.'],
  [[5016], 403, "Accept the model's license first, by sending it the prompt 'agree'."],
  [[5019], 405, 'Cloudflare no longer accepts this kind of request: use another model.'],
  [
    [5023],
    400,
    'The model does not support a JSON schema with streaming: call it without streaming, or use another model.',
  ],
  [
    [5025],
    400,
    'The model does not support JSON schemas: set structuredOutputs to false, or use another model.',
  ],
  [[5028], 410, 'Choose another model: workers-ai-gateway/models names the successors of retired ones.'],
  [[5035], 403, 'The model needs the Workers Paid plan.'],
  [[6003], 400, malformedKey],
  [[9109], 403, malformedKey],
  [[7000, 7003], 404, 'Check accountId, gateway.id and the model id.'],
  [[7002], 404, 'A log can appear up to a second after the answer.'],
  [[7009, 7013], 503, 'Part of Cloudflare is unavailable: try again later.', true],
  [[8005], 500, 'The model failed on the input, as it does on SVG images: send PNG or JPEG.', false],
  [[8007], 400, 'The model refused the conversation: check the order of its roles and tool calls.'],
  [
    [10000],
    401,
    'Pass an API token with the permission Workers AI Read as apiKey; a global API key (often in CLOUDFLARE_API_KEY) is not a Bearer token.',
  ],
];

export const codes: ReadonlyMap<number, Code> = new Map(
  rows.flatMap(([numbers, status, advice, retry]) =>
    numbers.map(code => [code, { status, advice, retry }] as const),
  ),
);
