import { LoadAPIKeyError, LoadSettingError } from '@ai-sdk/provider';
import { loadOptionalSetting, withoutTrailingSlash } from '@ai-sdk/provider-utils';
import type { GatewayAccess } from '../connect/http.ts';
import { mergeGateways, type ResolveGateway } from '../gateway/merge.ts';
import type { Gateway } from '../gateway/options.ts';
import { readGatewaySetting } from '../gateway/setting.ts';
import { expectSegment } from '../request/ids.ts';
import type { Access } from '../transport/http.ts';
import { expectSetting } from '../values/check.ts';
import { readSecret } from '../values/secret.ts';
import { httpURL, type WorkersAISettings } from './settings.ts';

/** A variable of the environment, where there is one and it says something. */
function fromEnvironment(
  ...names: readonly string[]
): { readonly name: string; readonly value: string } | undefined {
  for (const name of names) {
    const value = loadOptionalSetting({ settingValue: undefined, environmentVariableName: name })?.trim();
    if (value) return { name, value };
  }
  return undefined;
}

/**
 * Reads what a request needs to reach the account.
 * @throws LoadSettingError or LoadAPIKeyError that names the setting and the variable where one is missing.
 */
export async function readAccess(settings: WorkersAISettings): Promise<Access> {
  return {
    accountId: readAccountId(settings),
    apiKey: await readApiKey(settings),
    gatewayToken: await readGatewayToken(settings),
    baseURL: readBaseURL(settings),
    apiURL:
      readURL(settings.apiURL, { variable: 'WORKERS_AI_API_URL' }) ?? 'https://api.cloudflare.com/client/v4',
  };
}

/** What a request to another vendor needs: the account, and the token that there is for the gateway. */
export async function readGatewayAccess(settings: WorkersAISettings): Promise<GatewayAccess> {
  return {
    accountId: readAccountId(settings),
    baseURL: readBaseURL(settings),
    token: (await readGatewayToken(settings)) ?? (await findApiKey(settings)),
  };
}

const readGatewayToken = ({ gatewayToken }: WorkersAISettings) =>
  readSecret('gatewayToken', gatewayToken ?? fromEnvironment('CF_AIG_TOKEN')?.value);

const readBaseURL = ({ baseURL }: WorkersAISettings) =>
  readURL(baseURL, { variable: 'WORKERS_AI_GATEWAY_URL' });

const variables = {
  accountId: ['CLOUDFLARE_ACCOUNT_ID'],
  apiKey: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY'],
} as const;

function readAccountId(settings: WorkersAISettings): string {
  const { accountId } = settings;
  if (accountId !== undefined) return accountId;
  const found = fromEnvironment(...variables.accountId);
  if (found) return expectSegment(found.name, found.value);
  throw new LoadSettingError({
    message: `Cannot call Workers AI: accountId is missing. Pass it or set CLOUDFLARE_ACCOUNT_ID.${alsoMissing(settings)}`,
  });
}

/** A user who starts with nothing set learns of everything at once. */
function alsoMissing({ apiKey }: WorkersAISettings): string {
  const isMissing = apiKey === undefined && !fromEnvironment(...variables.apiKey);
  return isMissing ? ` Missing too: apiKey (${variables.apiKey[0]}).` : '';
}

const findApiKey = ({ apiKey }: WorkersAISettings) =>
  readSecret('apiKey', apiKey ?? fromEnvironment(...variables.apiKey)?.value);

async function readApiKey(settings: WorkersAISettings): Promise<string> {
  const key = await findApiKey(settings);
  if (key !== undefined) return key;
  throw new LoadAPIKeyError({
    message:
      'Cannot call Workers AI: apiKey is missing. Pass an API token with the Workers AI permission or set CLOUDFLARE_API_TOKEN.',
  });
}

function readURL(setting: string | undefined, { variable }: { variable: string }): string | undefined {
  const url = setting ?? fromEnvironment(variable)?.value;
  return url === undefined ? undefined : withoutTrailingSlash(expectSetting(variable, url, httpURL));
}

/** Lays the gateway options of a model and a call over the provider's, and finds the id at last. */
export function createResolveGateway(settings: WorkersAISettings): ResolveGateway {
  const provider = readGatewaySetting(settings.gateway);
  return (...others) => {
    const gateway = mergeGateways(provider, ...others);
    return gateway && { ...gateway, ...readGatewayId(gateway.id) };
  };
}

function readGatewayId(id: string | undefined): Pick<Gateway, 'id' | 'isUnnamed'> {
  if (id !== undefined) return { id: expectSegment('gateway.id', id) };
  const found = fromEnvironment('CLOUDFLARE_GATEWAY_ID', 'CLOUDFLARE_AI_GATEWAY_ID');
  return found ? { id: expectSegment(found.name, found.value) } : { id: 'default', isUnnamed: true };
}
