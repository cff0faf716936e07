import { disputeDefaults } from './disputes.ts';
import type { LocalGatewayOptions } from './options.ts';

const names = {
  token: true,
  gatewayToken: true,
  accounts: true,
  gateways: true,
  models: true,
  cacheTtl: true,
  rateLimit: true,
  failRate: true,
  providerKeys: true,
  credits: true,
  routes: true,
  upstream: true,
  shape: true,
  padding: true,
  chunkBytes: true,
  delayMs: true,
  chunkDelayMs: true,
  now: true,
  retired: true,
  seed: true,
  maxBodyBytes: true,
  keep: true,
  logDelayMs: true,
  disputes: true,
  fetch: true,
  onAnswer: true,
  chat: true,
  embed: true,
  image: true,
  speech: true,
  transcribe: true,
  rerank: true,
  decide: true,
} satisfies Record<keyof LocalGatewayOptions, true>;

/** A misspelt option would otherwise do nothing, and nobody would know. */
export function refuseUnknownOptions(options: LocalGatewayOptions): void {
  const refuse = (name: string, known: object): never => {
    throw new TypeError(
      `createLocalGateway takes no option '${name}'. It takes ${Object.keys(known).join(', ')}.`,
    );
  };
  for (const name of Object.keys(options)) if (!Object.hasOwn(names, name)) refuse(name, names);
  for (const name of Object.keys(options.disputes ?? {})) {
    if (!Object.hasOwn(disputeDefaults, name)) refuse(`disputes.${name}`, disputeDefaults);
  }
}
