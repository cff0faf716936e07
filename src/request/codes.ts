/** What one of Cloudflare's error codes means to a client. */
export interface Code {
  /** HTTP status, for errors that come without one (in a stream, or in a 200). */
  readonly status: number;
  /** Whether the same request may succeed later, where the status alone would say it wrong. */
  readonly retry?: boolean;
  /** The way out, as a sentence. */
  readonly advice: string;
}

const daily: Code = {
  status: 429,
  retry: false,
  advice:
    "The account's free neurons of the day are used up: wait until 00:00 UTC or move to the Workers Paid plan.",
};
const spent: Code = {
  status: 429,
  retry: false,
  advice:
    'A spend limit of the gateway is reached: wait for its window to end, or raise it in the dashboard.',
};
const promptBlocked: Code = {
  status: 424,
  retry: false,
  advice: "The gateway's guardrails or data loss prevention blocked the request.",
};
const answerBlocked: Code = {
  status: 424,
  retry: false,
  advice: "The gateway's guardrails or data loss prevention blocked the answer.",
};
const notAllowed: Code = {
  status: 403,
  advice: 'The account may not use this model; see its page in the dashboard.',
};
const badInput: Code = {
  status: 400,
  advice: 'The model does not take such input; see its schema in the Workers AI docs.',
};
const tooLong: Code = { status: 413, advice: 'Shorten the input, or lower the limit of output tokens.' };
const later: Code = { status: 429, retry: true, advice: 'Try again later.' };
const broke: Code = { ...later, status: 500 };

/**
 * AI Gateway (2…) and Workers AI (3… to 8…).
 * https://developers.cloudflare.com/workers-ai/platform/errors/ and what users met beside it.
 */
export const codes: ReadonlyMap<number, Code> = new Map<number, Code>([
  [
    2001,
    {
      status: 400,
      advice: 'The account has no gateway of this id: create it in the dashboard, or correct gateway.id.',
    },
  ],
  [
    2003,
    {
      status: 429,
      retry: true,
      advice: "The gateway's rate limit is reached: slow down, or raise it in the dashboard.",
    },
  ],
  [2005, { status: 400, retry: true, advice: 'The gateway got no answer from Workers AI: try again.' }],
  [2008, { status: 400, advice: 'The gateway does not know the provider in the URL: check baseURL.' }],
  [
    2009,
    {
      status: 401,
      advice:
        'The gateway asks for a token of its own: set gatewayToken or CF_AIG_TOKEN (permission: AI Gateway Run).',
    },
  ],
  [2016, promptBlocked],
  [2017, answerBlocked],
  [2018, later],
  [
    2021,
    { status: 402, retry: false, advice: 'Add money to the gateway, or use a provider key of your own.' },
  ],
  [2028, { status: 400, advice: 'The dynamic route is empty: add a model to it in the dashboard.' }],
  [2029, promptBlocked],
  [2030, answerBlocked],
  [2036, { status: 403, advice: "The gateway may not do this: see the account's plan in the dashboard." }],
  [
    2040,
    { status: 400, advice: 'The gateway holds no provider key of this alias: check gateway.byokAlias.' },
  ],
  [2041, spent],
  [2045, spent],
  [3003, badInput],
  [3006, tooLong],
  [3007, { status: 408, retry: true, advice: 'The model took too long: try again, or stream the answer.' }],
  [3008, { status: 408, retry: true, advice: 'The request was aborted at Cloudflare: try again.' }],
  [3023, notAllowed],
  [3030, badInput],
  [3036, daily],
  [3039, { status: 400, advice: 'The LoRA finetune lacks files: upload it again.' }],
  [
    3040,
    { status: 429, retry: true, advice: 'The model is out of capacity: try again, or use another model.' },
  ],
  [3041, notAllowed],
  [3042, { status: 404, advice: 'Check the model id.' }],
  [3046, { status: 408, retry: true, advice: 'The model took too long: try again, or stream the answer.' }],
  [4006, daily],
  [4007, broke],
  [5004, badInput],
  [5005, { status: 405, advice: 'The model takes no LoRA.' }],
  [5006, badInput],
  [5007, { status: 400, advice: 'Check the model id: ids look like @cf/meta/llama-3.1-8b-instruct.' }],
  [
    5016,
    { status: 403, advice: "The model's licence must be accepted first, by sending it the prompt 'agree'." },
  ],
  [5017, broke],
  [5018, notAllowed],
  [5019, { status: 405, advice: 'Cloudflare no longer takes this kind of request: use another model.' }],
  [5021, tooLong],
  [5035, { status: 403, advice: 'The model needs the Workers Paid plan.' }],
  [7002, { status: 404, advice: 'A log may take a second behind its answer to appear.' }],
  [7000, { status: 404, advice: 'Check accountId, gateway.id and the model id.' }],
  [7003, { status: 404, advice: 'Check accountId, gateway.id and the model id.' }],
  [8001, badInput],
  [
    8005,
    {
      status: 500,
      retry: false,
      advice: 'The model failed at the input; SVG images do that: send PNG or JPEG.',
    },
  ],
  [8006, badInput],
  [
    8007,
    {
      status: 400,
      advice: 'The model refused the conversation: check the order of its roles and tool calls.',
    },
  ],
  [
    10000,
    {
      status: 401,
      advice:
        'Pass an API token with the Workers AI permission as apiKey; a global API key (often in CLOUDFLARE_API_KEY) is no Bearer token.',
    },
  ],
]);
