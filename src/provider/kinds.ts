import type { ChatModels } from '../chat/models.ts';
import type { DecisionModels } from '../decision/models.ts';
import type { EmbeddingModels } from '../embedding/models.ts';
import type { ImageModels } from '../image/models.ts';
import type { Kind } from '../request/models.ts';
import type { RerankingModels } from '../reranking/models.ts';
import type { SpeechModels } from '../speech/models.ts';
import type { TranscriptionModels } from '../transcription/models.ts';

export type { ModelName } from '../request/models.ts';

/** The models of one AI SDK version, by the kinds that it has; kinds beyond these two are optional. */
export interface Models {
  readonly languageModel: unknown;
  readonly embeddingModel: unknown;
  readonly rerankingModel?: unknown;
  readonly decisionModel?: unknown;
  readonly imageModel?: unknown;
  readonly speechModel?: unknown;
  readonly transcriptionModel?: unknown;
}

/** The methods of a provider for each kind of model. */
interface Methods<M extends Models> {
  readonly languageModel: ChatModels<M['languageModel']>;
  readonly embeddingModel: EmbeddingModels<M['embeddingModel']>;
  readonly rerankingModel: RerankingModels<M['rerankingModel']>;
  readonly decisionModel: DecisionModels<M['decisionModel']>;
  readonly imageModel: ImageModels<M['imageModel']>;
  readonly speechModel: SpeechModels<M['speechModel']>;
  readonly transcriptionModel: TranscriptionModels<M['transcriptionModel']>;
}

/** What makes the methods of each kind that `M` has. */
export type Kinds<M extends Models> = {
  readonly [Name in keyof M & keyof Methods<M>]: Kind<Methods<M>[Name]>;
};

/** The methods of a provider that make models, those of the kinds in `M` alone. */
export type ModelMethods<M extends Models> = MethodsOf<M, 'languageModel'> &
  MethodsOf<M, 'embeddingModel'> &
  MethodsOf<M, 'rerankingModel'> &
  MethodsOf<M, 'decisionModel'> &
  MethodsOf<M, 'imageModel'> &
  MethodsOf<M, 'speechModel'> &
  MethodsOf<M, 'transcriptionModel'>;

type MethodsOf<M extends Models, Name extends keyof Methods<M>> = Name extends keyof M
  ? Methods<M>[Name]
  : unknown;
