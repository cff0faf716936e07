import { LoadAPIKeyError } from '@ai-sdk/provider';
import { sendHttp } from '../transport/http.ts';
import { gatewayURL } from '../transport/rest.ts';
import type { Door } from './door.ts';

/** What a request through the gateway's own address needs; read anew for each. */
export interface GatewayAccess {
  readonly accountId: string;
  /** Of AI Gateway, without a slash at its end; undefined where nobody set one. */
  readonly baseURL: string | undefined;
  /** For the gateway itself, which may not ask for one where the vendor's key is given. */
  readonly token: string | undefined;
}

export interface HttpDoorOptions {
  readonly access: () => Promise<GatewayAccess>;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** https://developers.cloudflare.com/ai-gateway/configuration/authentication/ */
export function createHttpDoor({ access, fetch }: HttpDoorOptions): Door {
  return async request => {
    const { accountId, baseURL = gatewayURL, token } = await access();
    const { slug, path, gateway, hasKey, headers } = request;
    if (!token && !hasKey)
      throw new LoadAPIKeyError({
        message: `Cannot call ${slug}: apiKey is missing. Pass it or set gatewayToken.`,
      });
    return sendHttp({
      ...request,
      url: `${baseURL}/${accountId}/${gateway.id}/${slug}${path}`,
      headers: { ...(token && { 'cf-aig-authorization': `Bearer ${token}` }), ...headers },
      inputs: request.body,
      fetch,
    });
  };
}
