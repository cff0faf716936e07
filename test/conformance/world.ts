import type { WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway, type LocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { expectInputs } from '../schemas/validate.ts';
import type { Feature, Provider, Sdk } from './sdk.ts';
import type { Facility, Seen, Transport } from './transport.ts';

type Need = Feature | Facility;

/** One thing that works, told as a function: it throws where it does not. Free of any test framework. */
export interface Story {
  /** Completes the sentence «this package …». */
  readonly name: string;
  /** What the AI SDK or the transport must have for it. */
  readonly needs?: Need | readonly Need[];
  /** What the transport must lack: the story then tells what happens instead. */
  readonly without?: Facility;
  readonly run: <L, E>(world: World<L, E>) => Promise<void>;
}

export interface World<L, E> {
  readonly sdk: Sdk<L, E>;
  /** A fresh local gateway and a provider that reaches it; both are gone after the story. */
  readonly open: (options?: PlaceOptions) => Promise<Place<L, E>>;
}

export interface PlaceOptions {
  readonly local?: LocalGatewayOptions;
  /** Settings of the provider beside those that reach the gateway; gateway options join the id, where there is one. */
  readonly settings?: Pick<WorkersAISettings, 'apiKey' | 'gatewayToken' | 'headers' | 'route'> & {
    readonly gateway?: Exclude<WorkersAISettings['gateway'], string | false>;
  };
}

export interface Place<L, E> {
  readonly local: LocalGateway;
  readonly workersai: Provider<L, E>;
  /** What the gateway saw, in the same form whatever the transport. */
  readonly seen: () => Seen[];
}

/** One row of the matrix of releases and transports. */
export interface Row<L, E> {
  readonly sdk: Sdk<L, E>;
  readonly createWorkersAI: (settings: WorkersAISettings) => Provider<L, E>;
  readonly transport: Transport;
}

export async function runStory<L, E>(
  story: Story,
  { sdk, createWorkersAI, transport }: Row<L, E>,
): Promise<void> {
  const closing: (() => Promise<void>)[] = [];
  const opened: LocalGateway[] = [];
  const open = async ({ local: options, settings = {} }: PlaceOptions = {}): Promise<Place<L, E>> => {
    const local = createLocalGateway(options);
    opened.push(local);
    const { settings: reaching, close } = await transport.connect(local);
    closing.push(close);
    const gateway = reaching.gateway && { ...reaching.gateway, ...settings.gateway };
    const workersai = createWorkersAI({ ...reaching, ...settings, gateway });
    return { local, workersai, seen: () => local.requests.map(transport.read) };
  };
  try {
    await story.run({ sdk, open });
    for (const local of opened) local.requests.map(transport.read).forEach(expectSeen);
  } finally {
    for (const close of closing) await close();
  }
}

/** Whatever a story sends to a model in its own format has the inputs that the model takes. */
function expectSeen({ model, inputs, request }: Seen): void {
  const isOpenAI = /\/v1\/(?:chat\/completions|embeddings)$/.test(request.path);
  if (!isOpenAI && request.headers['content-type']?.includes('json')) expectInputs(model, inputs);
}

/** The stories that one row of the matrix can tell. */
export function storiesFor(
  stories: readonly Story[],
  { sdk, transport }: { sdk: Pick<Sdk<never, never>, 'features'>; transport: Pick<Transport, 'facilities'> },
): Story[] {
  const has = new Set<Need>([...sdk.features, ...transport.facilities]);
  return stories.filter(
    ({ needs, without }) =>
      [needs ?? []].flat().every(need => has.has(need)) && (without === undefined || !has.has(without)),
  );
}
