import { LoadAPIKeyError, LoadSettingError } from '@ai-sdk/provider';
import { withoutTrailingSlash } from '@ai-sdk/provider-utils';
import type { GatewayAccess } from '../connect/http.ts';
import { mergeGateways, type ResolveGateway } from '../gateway/merge.ts';
import type { Gateway } from '../gateway/options.ts';
import { readGatewaySetting } from '../gateway/setting.ts';
import { expectSegment } from '../request/ids.ts';
import type { Door } from '../transport/doors.ts';
import type { Access } from '../transport/http.ts';
import { expectSetting } from '../values/check.ts';
import { readSecret } from '../values/secret.ts';
import { httpURL, type WorkersAISettings } from './settings.ts';
import { expectAccountId, expectBase, expectToken } from './spelling.ts';

/** A variable of the environment, where there is one and it says something. */
function fromEnvironment(
  ...names: readonly string[]
): { readonly name: string; readonly value: string } | undefined {
  for (const name of names) {
    const value = readVariable(name)?.trim();
    if (value) return { name, value };
  }
  return undefined;
}

/** Deno without `--allow-env` throws at the first look, and pages have a `process` without `env`. */
function readVariable(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    return undefined;
  }
}

/**
 * Reads what a request needs to reach the account.
 * @throws LoadSettingError or LoadAPIKeyError that names the setting and the variable where one is missing.
 */
export async function readAccess(settings: WorkersAISettings, door?: Door): Promise<Access> {
  const accountId = readAccountId(settings);
  const gatewayToken = await findSecret('gatewayToken', settings);
  return {
    accountId,
    apiKey: (door === '/compat' ? gatewayToken : undefined) ?? (await readApiKey(settings)),
    gatewayToken,
    baseURL: readURL('baseURL', settings),
    apiURL: readURL('apiURL', settings) ?? 'https://api.cloudflare.com/client/v4',
  };
}

/** What a request to another vendor needs: the account, and the token that there is for the gateway. */
export async function readGatewayAccess(settings: WorkersAISettings): Promise<GatewayAccess> {
  return {
    accountId: readAccountId(settings),
    baseURL: readURL('baseURL', settings),
    token: (await findSecret('gatewayToken', settings)) ?? (await findSecret('apiKey', settings)),
  };
}

const variables = {
  accountId: ['CLOUDFLARE_ACCOUNT_ID'],
  apiKey: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY'],
  gatewayToken: ['CF_AIG_TOKEN'],
  baseURL: ['WORKERS_AI_GATEWAY_URL'],
  apiURL: ['WORKERS_AI_API_URL'],
} as const;

function readAccountId(settings: WorkersAISettings): string {
  const { accountId } = settings;
  if (accountId !== undefined) return accountId;
  const found = fromEnvironment(...variables.accountId);
  if (found) {
    expectAccountId(found.name, found.value);
    return expectSegment(found.name, found.value);
  }
  throw new LoadSettingError({
    message: `Cannot call Workers AI: accountId is missing. Pass it or set CLOUDFLARE_ACCOUNT_ID.${alsoMissing(settings)} Without an account, run npx workers-ai-gateway dev.`,
  });
}

/** A user who starts with nothing set learns of everything at once. */
function alsoMissing({ apiKey }: WorkersAISettings): string {
  const isMissing = apiKey === undefined && !fromEnvironment(...variables.apiKey);
  return isMissing ? ` Also missing: apiKey (${variables.apiKey[0]}).` : '';
}

async function readApiKey(settings: WorkersAISettings): Promise<string> {
  const key = await findSecret('apiKey', settings);
  if (key !== undefined) return key;
  throw new LoadAPIKeyError({
    message:
      'Cannot call Workers AI: apiKey is missing. Pass an API token with the Workers AI permission or set CLOUDFLARE_API_TOKEN.',
  });
}

/** A secret of the settings, or of the environment; one that a function returned is checked like any other. */
async function findSecret(
  name: 'apiKey' | 'gatewayToken',
  settings: WorkersAISettings,
): Promise<string | undefined> {
  const secret = settings[name];
  if (typeof secret === 'string') return secret;
  if (secret === undefined) {
    const found = fromEnvironment(...variables[name]);
    return found && expectToken(found.name, found.value);
  }
  const value = await readSecret(name, secret);
  return value && expectToken(`${name}()`, value);
}

function readURL(name: 'baseURL' | 'apiURL', settings: WorkersAISettings): string | undefined {
  const setting = settings[name];
  if (setting !== undefined) return withoutTrailingSlash(setting);
  const found = fromEnvironment(...variables[name]);
  if (!found) return undefined;
  const url = expectSetting(found.name, found.value, httpURL);
  return withoutTrailingSlash(expectBase(name, { name: found.name, url }));
}

/** Lays the gateway options of a model and a call over the provider's, and finds the id at last. */
export function createResolveGateway(settings: WorkersAISettings): ResolveGateway {
  const provider = readGatewaySetting(settings.gateway);
  return (...others) => {
    expectBinding(settings);
    const gateway = mergeGateways(provider, ...others);
    return gateway && { ...gateway, ...readGatewayId(gateway.id) };
  };
}

function readGatewayId(id: string | undefined): Pick<Gateway, 'id' | 'isUnnamed'> {
  if (id !== undefined) return { id: expectSegment('gateway.id', id) };
  const found = fromEnvironment('CLOUDFLARE_GATEWAY_ID', 'CLOUDFLARE_AI_GATEWAY_ID');
  return found ? { id: expectSegment(found.name, found.value) } : { id: 'default', isUnnamed: true };
}

/**
 * `env.AI` outside a request is the commonest mistake: whoever names a binding and no account means no other way.
 * @throws LoadSettingError
 */
function expectBinding(settings: WorkersAISettings): void {
  const isMeant = 'binding' in settings && settings.accountId === undefined && settings.apiKey === undefined;
  if (!isMeant || settings.binding) return;
  throw new LoadSettingError({
    message:
      'Cannot call Workers AI: the setting binding is undefined. Add "ai": { "binding": "AI" } to wrangler.jsonc, and read env.AI within a request (Next.js: getCloudflareContext().env.AI). To call over HTTP, pass accountId and apiKey.',
  });
}
