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

/** A provider for Workers AI's models. `M` has the type of each kind of model in one AI SDK version. */
export type WorkersAIProvider<M extends Models> = ModelMethods<M> & {
  /**
   * Creates a chat model. Options of a call win over `options`. `author/model` is a model of another vendor:
   * `openai/gpt-oss-20b` is not `@cf/openai/gpt-oss-20b`.
   * See docs/text.md.
   */
  (modelId: OpenId<ChatModelId>, options?: ChatOptions): M['languageModel'];
  readonly run: Run;
  /**
   * Creates a language model of several: if one fails, the next is called.
   * See docs/fallback.md.
   */
  readonly fallback: Fallback<M['languageModel']>;
  /** The gateway's logs, and its access to other vendors. */
  readonly gateway: GatewayTools;
};

/**
 * Builds the provider of one AI SDK version.
 * @throws InvalidArgumentError for a wrong setting. A missing setting fails on the first request.
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
