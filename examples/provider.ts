// For AI SDK 7.
import { createWorkersAI, type WorkersAI, type WorkersAISettings } from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';

/*
 * The examples run on Cloudflare if the environment has credentials, otherwise on the local gateway, which needs no
 * account. In your project, replace this file with `import { workersai } from 'workers-ai-gateway/ai7'`.
 */
const credentials = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_GATEWAY_ID'];
const missing = credentials.filter(name => !process.env[name]);
const { WORKERS_AI_GATEWAY_URL: host = 'Cloudflare', CLOUDFLARE_GATEWAY_ID: gateway } = process.env;

export const settings: WorkersAISettings =
  missing.length === 0 ? {} : createLocalGateway({ delayMs: 50, chunkDelayMs: 20 }).settings;

export const workersai: WorkersAI = createWorkersAI(settings);

console.log(
  missing.length === 0
    ? `Running on ${host}, through the gateway '${gateway}'.\n`
    : `Running on the local gateway, where a stand-in model answers. For Cloudflare, set ${missing.join(', ')}.\n`,
);
