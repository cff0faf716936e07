import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createLocalGateway,
  type LocalGateway,
  type LocalGatewayOptions,
  type LocalServer,
} from 'workers-ai-gateway/testing';
import { bundle } from './bundle.ts';
import type { Commands, Message, Reply } from './worker/entry.ts';
import { startWorkerd } from './workerd.ts';

const entry = fileURLToPath(new URL('./worker/entry.ts', import.meta.url));
let code: Promise<string> | undefined;

/** The Worker's module, bundled once a file of tests. */
export const bundledWorker = (): Promise<string> => {
  code ??= bundle(entry);
  return code;
};

export interface Running {
  readonly gateway: LocalGateway;
  readonly server: LocalServer;
  /** Runs a command within the Worker; rejects with what it failed of. */
  readonly ask: <Name extends keyof Commands>(
    command: Name,
    input: Parameters<Commands[Name]>[1],
    to?: Partial<Pick<Message, 'sdk' | 'way' | 'settings'>>,
  ) => Promise<Awaited<ReturnType<Commands[Name]>>>;
}

/** A Worker on the real runtime, with a local gateway of its own behind its binding. */
export async function openWorker(options?: LocalGatewayOptions): Promise<Running> {
  const gateway = createLocalGateway(options);
  const server = await gateway.listen();
  onTestFinished(() => server.close());
  const { url, stop } = await startWorkerd({ code: await bundledWorker(), aiPort: server.port });
  onTestFinished(stop);
  const base = { sdk: 'ai4', way: 'binding', settings: { gateway: gateway.settings.gateway } } as const;
  return {
    gateway,
    server,
    ask: async (command, input, to) => {
      const message: Message = { ...base, ...to, command, input };
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(message) });
      const reply: Reply = await response.json();
      if ('error' in reply) throw Object.assign(new Error(reply.error.message), reply.error);
      return reply.value as never;
    },
  };
}
