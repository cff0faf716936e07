import type { WorkersAISettings } from 'workers-ai-gateway';
import type { Facility, Transport } from '../transport.ts';
import { readHttp } from './read.ts';

interface Way {
  readonly name: string;
  readonly settings: Pick<WorkersAISettings, 'route' | 'format'> & { readonly gateway?: false };
  readonly facilities: readonly Facility[];
}

const always = ['tokens', 'aborts'] as const;

const ownPath: Way = {
  name: 'workers-ai path',
  settings: {},
  facilities: [...always, 'own format', 'gateway', 'gateway token'],
};

const otherWays: readonly Way[] = [
  {
    name: 'OpenAI-compatible path',
    settings: { format: 'openai' },
    facilities: [...always, 'gateway', 'gateway token'],
  },
  { name: 'API', settings: { route: 'api' }, facilities: [...always, 'own format', 'gateway'] },
  {
    name: 'OpenAI-compatible path of the API',
    settings: { route: 'api', format: 'openai' },
    facilities: [...always, 'gateway'],
  },
  { name: 'API past the gateway', settings: { gateway: false }, facilities: [...always, 'own format'] },
  {
    name: 'OpenAI-compatible path of the API past the gateway',
    settings: { gateway: false, format: 'openai' },
    facilities: always,
  },
];

const inProcess = ({ name, settings: own, facilities }: Way): Transport => ({
  name: `${name}, in process`,
  facilities,
  connect: async ({ settings }) => ({ settings: { ...settings, ...own }, close: async () => {} }),
  read: readHttp,
});

const overSocket = ({ name, settings: own, facilities }: Way): Transport => ({
  name: `${name}, over a socket`,
  facilities,
  connect: async local => {
    const { settings, close } = await local.listen();
    return { settings: { ...settings, ...own }, close };
  },
  read: readHttp,
});

const both = (way: Way): Transport[] => [inProcess(way), overSocket(way)];

/** The gateway's own path for Workers AI, which the provider takes where nothing else is asked for. */
export const ownPaths: readonly Transport[] = both(ownPath);

export const httpTransports: readonly Transport[] = [...ownPaths, ...otherWays.flatMap(both)];
