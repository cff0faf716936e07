import type { Miniflare } from 'miniflare';
import type { WorkersAISettings } from 'workers-ai-gateway';
import type { Connected, Transport } from '../transport.ts';
import { type Front, openFront } from './front.ts';
import { readBinding } from './read.ts';

type Binding = NonNullable<WorkersAISettings['binding']>;

/** A binding that one story at a time has for itself. */
interface Place {
  readonly binding: Binding;
  readonly front: Front;
}

interface Workerd {
  readonly miniflare: Miniflare;
  readonly places: readonly Place[];
  /** Those that no story has, and stories that wait for one. */
  readonly free: Place[];
  readonly waiting: ((place: Place) => void)[];
}

const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** Loaded on demand: only this transport needs it. A Worker each, since its binding has one address for good. */
async function start(): Promise<Workerd> {
  const { Miniflare } = await import('miniflare');
  const fronts = await Promise.all(names.map(async name => ({ name, front: await openFront() })));
  const miniflare = new Miniflare({
    workers: fronts.map(({ name, front }) => {
      // miniflare takes the connection string of a wrangler session and nothing else by this name.
      const ai: object = { binding: 'AI', remoteProxyConnectionString: new URL(front.url) };
      const script = 'export default { fetch: () => new Response() }';
      return { name, modules: true, script, compatibilityDate: '2026-04-01', ai: ai as never };
    }),
  });
  const places = await Promise.all(
    fronts.map(async ({ name, front }) => {
      const { AI } = await miniflare.getBindings<{ AI: Binding }>(name);
      return { binding: AI, front };
    }),
  );
  return { miniflare, places, free: [...places], waiting: [] };
}

async function take({ free, waiting }: Workerd): Promise<Place> {
  return free.pop() ?? new Promise<Place>(resolve => waiting.push(resolve));
}

function giveBack(place: Place, { free, waiting }: Workerd): void {
  const next = waiting.shift();
  if (next) next(place);
  else free.push(place);
}

/**
 * The real `env.AI` of workerd, which miniflare hands to Node. No signal passes between the two, and of an error
 * only the message; within a Worker both do.
 */
export function createWorkerdTransport(): Transport {
  let running: Promise<Workerd> | undefined;
  return {
    name: 'binding of workerd',
    facilities: ['own format', 'gateway'],
    connect: async (local): Promise<Connected> => {
      running ??= start();
      const workerd = await running;
      const place = await take(workerd);
      const server = await local.listen();
      place.front.passTo(server.port);
      const close = async () => {
        await server.close();
        giveBack(place, workerd);
      };
      return { settings: { binding: place.binding, gateway: server.settings.gateway }, close };
    },
    read: readBinding,
    stop: async () => {
      const workerd = await running;
      running = undefined;
      await workerd?.miniflare.dispose();
      await Promise.all((workerd?.places ?? []).map(({ front }) => front.close()));
    },
  };
}
