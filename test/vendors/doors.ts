import { afterAll } from 'vitest';
import { createWorkersAI, type WorkersAI } from 'workers-ai-gateway';
import { createLocalGateway, type LocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';

export interface Opened {
  readonly gateway: LocalGateway;
  readonly connect: WorkersAI['gateway']['connect'];
}

/** A local gateway of its own, and the way to it. */
export type Door = (options?: LocalGatewayOptions) => Promise<Opened>;

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map(close => close())));

export const doors: Readonly<Record<string, Door>> = {
  'over HTTP': async options => {
    const gateway = createLocalGateway(options);
    const { settings, close } = await gateway.listen();
    closing.push(close);
    return { gateway, connect: createWorkersAI(settings).gateway.connect };
  },
  'over a binding': async options => {
    const gateway = createLocalGateway(options);
    const { connect } = createWorkersAI({ binding: gateway.binding, gateway: 'local-gateway' }).gateway;
    return { gateway, connect };
  },
};
