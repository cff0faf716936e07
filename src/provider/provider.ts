import type { ChatModelId } from '../chat/model-ids.generated.ts';
import type { ChatOptions } from '../chat/options.ts';
import { type Connect, createConnect } from '../connect/connect.ts';
import type { Fallback } from '../fallback/fallback.ts';
import type { ResolveGateway } from '../gateway/merge.ts';
import { expectModelId, expectSegment } from '../request/ids.ts';
import type { OpenId } from '../request/models.ts';
import { createLogs, type GatewayLogs } from '../run/logs.ts';
import { createRun, type Run } from '../run/run.ts';
import type { LogTransport } from '../transport/transport.ts';
import { createResolveGateway, readGatewayAccess } from './access.ts';
import type { Kinds, ModelMethods, Models } from './kinds.ts';
import { copySettings, expectProviderSettings, type WorkersAISettings } from './settings.ts';
import { createTransports } from './transports.ts';

export { VERSION } from '../transport/version.ts';

/** What the gateway offers besides models of Workers AI. */
interface GatewayTools extends GatewayLogs {
  readonly connect: Connect;
}

/** Models of Workers AI, by their id; `M` names what each kind of model is in one AI SDK version. */
export type WorkersAIProvider<M extends Models> = ModelMethods<M> & {
  /**
   * A chat model; `options` are those of every call, where the call has none of its own. `author/model` names a model of
   * Cloudflare's catalogue: `openai/gpt-oss-20b` is not `@cf/openai/gpt-oss-20b`.
   */
  (modelId: OpenId<ChatModelId>, options?: ChatOptions): M['languageModel'];
  readonly run: Run;
  /** A language model made of several: the next is asked where one cannot answer. */
  readonly fallback: Fallback<M['languageModel']>;
  /** The log of the gateway, and its way to other vendors. */
  readonly gateway: GatewayTools;
};

/**
 * Builds the provider of one AI SDK version.
 * @throws InvalidArgumentError for a wrong setting. A missing one is an error of the first request that needs it.
 */
export function createProvider<M extends Models>(
  settings: WorkersAISettings,
  kinds: Kinds<M> & Pick<WorkersAIProvider<M>, 'fallback'>,
): WorkersAIProvider<M>;
export function createProvider(
  given: WorkersAISettings,
  kinds: Partial<Kinds<Models>> &
    Pick<Kinds<Models>, 'languageModel' | 'embeddingModel'> &
    Pick<WorkersAIProvider<Models>, 'fallback'>,
): WorkersAIProvider<Models> {
  expectProviderSettings(given);
  const settings = copySettings(given);
  const resolveGateway = createResolveGateway(settings);
  const { transport, logs } = createTransports(settings);
  const { binding, format = 'workers-ai' } = settings;
  const shared = { transport, resolveGateway, format, via: binding ? 'binding' : 'http' } as const;
  const chat = kinds.languageModel(shared);
  return Object.assign(
    (modelId: OpenId<ChatModelId>, options?: ChatOptions) => chat.languageModel(modelId, options),
    chat,
    kinds.embeddingModel(shared),
    kinds.rerankingModel?.(shared),
    kinds.decisionModel?.(shared),
    kinds.imageModel?.(shared),
    kinds.speechModel?.(shared),
    kinds.transcriptionModel?.(shared),
    {
      fallback: kinds.fallback,
      gateway: createGatewayTools(settings, { logs, resolveGateway }),
      run: createRun({ ...shared, expectModel: expectModelId }),
    },
  );
}

function createGatewayTools(
  settings: WorkersAISettings,
  { logs, resolveGateway }: { logs: LogTransport; resolveGateway: ResolveGateway },
): GatewayTools {
  return {
    ...createLogs({ transport: logs, resolveGateway, expectId: expectSegment }),
    connect: createConnect({ ...settings, access: () => readGatewayAccess(settings), resolveGateway }),
  };
}
