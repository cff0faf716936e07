import { invalidSetting, isHeaderValue, isRecord } from '../values/check.ts';

/**
 * Holds a token against what files, shells and documentation make of one.
 * @throws InvalidArgumentError that names the setting; the token is never shown.
 */
export function expectToken(name: string, token: string): string {
  const problem = tokenProblems.find(({ isFound }) => isFound(token))?.problem;
  if (problem) throw invalidSetting(name, `${problem}: pass the token alone, such as v1.0-abc123`);
  return token;
}

const tokenProblems: readonly { isFound: (token: string) => boolean; problem: string }[] = [
  { isFound: token => /^\s*bearer\b/i.test(token), problem: "must not begin with 'Bearer'" },
  { isFound: token => token.includes('${'), problem: 'has a template variable that was not filled in' },
  { isFound: token => /\s/.test(token), problem: 'contains whitespace' },
  {
    isFound: token => !isHeaderValue(token),
    problem: 'has a character that HTTP headers cannot contain',
  },
];

/** @throws InvalidArgumentError for an account's URL in place of its id. */
export function expectAccountId(name: string, id: string): void {
  if (/^https?:|\//i.test(id))
    throw invalidSetting(name, 'must be the id alone, such as 0123456789abcdef0123456789abcdef, not a URL');
}

interface Base {
  readonly host: string;
  readonly path: string;
}

const bases: Readonly<Record<'baseURL' | 'apiURL', Base>> = {
  baseURL: { host: 'gateway.ai.cloudflare.com', path: '/v1' },
  apiURL: { host: 'api.cloudflare.com', path: '/client/v4' },
};

/**
 * Holds a base URL against those that other tools take: a whole endpoint, the other of the two, the dashboard's.
 * @throws InvalidArgumentError that shows the right form.
 */
export function expectBase(kind: keyof typeof bases, { name, url }: { name: string; url: string }): string {
  const { host, path } = bases[kind];
  const { hostname, pathname } = new URL(url);
  const isPath = pathname.replace(/\/+$/, '') === path;
  const isWhole = /\/(?:workers-ai|compat|chat\/completions|embeddings|ai\/run)(?:\/|$)/.test(pathname);
  const isWrong = hostname === host ? !isPath : /(?:^|\.)cloudflare\.com$/.test(hostname) || isWhole;
  if (!isWrong) return url;
  throw invalidSetting(
    name,
    `must be a base URL such as https://${host}${path}: accountId, gateway.id and the model's id are added to it`,
  );
}

/**
 * Recognises the parts of a Worker's environment in a wrong place.
 * @throws InvalidArgumentError that asks whether the right one was meant.
 */
export function expectBindingInPlace(settings: Readonly<Record<string, unknown>>): void {
  if (isBinding(settings))
    throw invalidSetting('settings', 'is a binding: did you mean { binding: env.AI }?');
  if ('AI' in settings && isBinding(settings.AI))
    throw invalidSetting('settings', 'is the whole env: did you mean { binding: env.AI }?');
  const { binding, gateway } = settings;
  if (isRecord(binding) && !isBinding(binding) && isBinding(binding.AI))
    throw invalidSetting('binding', 'is the whole env: did you mean env.AI?');
  if (isGatewayBinding(binding))
    throw invalidSetting('binding', "is a gateway: did you mean binding: env.AI and gateway: 'my-gateway'?");
  if (isGatewayBinding(gateway) || isBinding(gateway))
    throw invalidSetting('gateway', "is a binding: did you mean binding: env.AI and gateway: 'my-gateway'?");
}

const isBinding = (value: unknown): boolean => isRecord(value) && typeof value.run === 'function';

/** `env.AI.gateway('x')` has a `run` of its own. */
const isGatewayBinding = (value: unknown): boolean =>
  isRecord(value) && typeof value.getUrl === 'function' && typeof value.gateway !== 'function';
