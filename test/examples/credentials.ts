import type { LocalServer } from 'workers-ai-gateway/testing';

/** The variables that make `workersai` call a local gateway's port. */
export function credentialsOf({ settings }: LocalServer): Record<string, string> {
  return {
    CLOUDFLARE_ACCOUNT_ID: settings.accountId,
    CLOUDFLARE_API_TOKEN: settings.apiKey,
    CLOUDFLARE_GATEWAY_ID: settings.gateway.id,
    WORKERS_AI_GATEWAY_URL: settings.baseURL,
    WORKERS_AI_API_URL: settings.apiURL,
  };
}
