import type {
  AudioInput,
  Base64AudioInputs,
  ChannelsOutput,
  DiffusionInputs,
  ImageInput,
  ImageInputs,
  ImageSkillInputs,
  ImageSkillOutput,
  ImageToTextInputs,
  RunAttachment,
  RunBytes,
  SpeechInputs,
  TranscriptionOutput,
} from './media.ts';
import type { ModelTasks } from './model-ids.generated.ts';
import type {
  ChatInputs,
  CompletionInputs,
  CompletionOutput,
  ResponsesInputs,
  ResponsesOutput,
  TextGenerationInputs,
  TextGenerationOutput,
} from './text-generation.ts';

interface LabelScore {
  label: string;
  /** 0 to 1. */
  score: number;
}

/** A context and how well it fits the query; in no promised order. */
interface ContextScore {
  /** The index in `contexts`. */
  id: number;
  score: number;
}

interface EmbeddingsOutput {
  data: number[][];
  /** Number of texts, then of dimensions. */
  shape: number[];
  pooling?: 'mean' | 'cls';
}

/** Cloudflare takes at most 100 texts a request. */
type Texts = string | readonly string[];

/** A text each; answers name a context by its index. */
type Contexts = readonly { text: string }[];

interface Base64Image {
  /** Base64. */
  image: string;
}

/**
 * What the models of each task take, and what `run()` answers, as Cloudflare's model pages document them: the JSON
 * without API v4's envelope, a `Response` where the model answers bytes. After the slash stands the shape, where
 * models of one task differ.
 */
export interface Tasks {
  /** Workers AI's own schema. */
  'text-generation': { inputs: TextGenerationInputs; output: TextGenerationOutput };
  /** OpenAI's Chat Completions. */
  'text-generation/chat': { inputs: ChatInputs; output: CompletionOutput };
  /** OpenAI's Chat Completions for `messages`, its older Completions for a `prompt`. */
  'text-generation/completion': { inputs: CompletionInputs; output: CompletionOutput };
  /** As before, and OpenAI's Responses for an `input`. */
  'text-generation/responses': {
    inputs: CompletionInputs | ResponsesInputs;
    output: CompletionOutput | ResponsesOutput;
  };
  'text-embeddings': {
    /** Vectors of the two ways of pooling do not compare. */
    inputs: { text: Texts; pooling?: 'mean' | 'cls' | undefined };
    output: EmbeddingsOutput;
  };
  /** `response` has scores for a query with contexts, vectors for contexts alone. */
  'text-embeddings/contexts': {
    inputs:
      | { text: Texts; truncate_inputs?: boolean | undefined }
      | { query?: string | undefined; contexts: Contexts; truncate_inputs?: boolean | undefined };
    output: Partial<EmbeddingsOutput> & { response?: ContextScore[] | number[][] | null };
  };
  'text-embeddings/queries': {
    inputs:
      | { text: Texts }
      | { queries?: Texts | undefined; documents?: Texts | undefined; instruction?: string | undefined };
    output: EmbeddingsOutput;
  };
  'text-classification': { inputs: { text: string }; output: LabelScore[] };
  reranking: {
    inputs: { query: string; contexts: Contexts; top_k?: number | undefined };
    output: { response: ContextScore[] };
  };
  translation: {
    /** Language codes; the source is English by default. */
    inputs: { text: string; target_lang: string; source_lang?: string | undefined };
    output: { translated_text: string };
  };
  'translation/list': {
    /** The language with its script, such as `hin_Deva`. */
    inputs: { text: Texts; target_language: string };
    output: { translations: string[] };
  };
  summarization: {
    inputs: { input_text: string; max_length?: number | undefined };
    output: { summary: string };
  };
  'text-to-image': { inputs: ImageInputs; output: Base64Image };
  'text-to-image/steps': { inputs: { prompt: string; steps?: number | undefined }; output: Base64Image };
  /** The form has `prompt`, `width`, `height`, …; the Workers binding takes it as `multipart`. */
  'text-to-image/multipart': { inputs: FormData | { multipart: RunAttachment }; output: Base64Image };
  'text-to-image/bytes': { inputs: DiffusionInputs; output: Response };
  'text-to-speech': {
    inputs: { prompt: string; lang?: string | undefined };
    /** MP3, in base64 or as it is. */
    output: { audio: string } | Response;
  };
  'text-to-speech/bytes': { inputs: SpeechInputs; output: Response };
  'automatic-speech-recognition': { inputs: AudioInput; output: TranscriptionOutput };
  'automatic-speech-recognition/base64': { inputs: Base64AudioInputs; output: TranscriptionOutput };
  /** Bytes want a `content-type` of audio; the Workers binding takes an attachment, beside Deepgram's options. */
  'automatic-speech-recognition/channels': {
    inputs: RunBytes | { audio: RunAttachment; [option: string]: unknown };
    output: ChannelsOutput;
  };
  /** Speaks WebSocket only, so that `run()` cannot call it. */
  'automatic-speech-recognition/websocket': { inputs: never; output: never };
  'voice-activity-detection': {
    /** Base64, or an attachment. */
    inputs: { audio: string | RunAttachment; dtype?: 'uint8' | 'float32' | 'float64' | undefined };
    output: { is_complete: boolean; probability: number };
  };
  'image-to-text': { inputs: RunBytes | ImageToTextInputs; output: { description: string } };
  'image-to-text/skills': { inputs: ImageSkillInputs; output: ImageSkillOutput };
  'image-classification': { inputs: ImageInput; output: LabelScore[] };
  'object-detection': {
    inputs: ImageInput;
    output: (LabelScore & { box: { xmin: number; ymin: number; xmax: number; ymax: number } })[];
  };
}

/** The ids of the models that Cloudflare's types know; `run()` takes any other too. */
export type RunModelId = keyof ModelTasks;

type StreamingTask = Extract<keyof Tasks, `text-generation${string}` | 'image-to-text/skills'>;

/**
 * What `run()` takes for a model; for one that is not known any JSON object, bytes or a form.
 * `Stream` is the type of the input `stream`, for `run()` to infer.
 */
export type RunInputs<Model extends string, Stream extends boolean = boolean> = Model extends RunModelId
  ? TaskInputs<ModelTasks[Model], Stream>
  : Record<string, unknown> | RunBytes | FormData;

type TaskInputs<Task extends keyof Tasks, Stream> = Tasks[Task]['inputs'] &
  (Task extends StreamingTask ? { stream?: Stream | undefined } : unknown);

/**
 * What `run()` answers for a model: `unknown` for one that is not known. With `stream: true` among the inputs, a
 * `Response` of server-sent events.
 */
export type RunOutput<Model extends string, Stream extends boolean = false> = Model extends RunModelId
  ? TaskOutput<ModelTasks[Model], Stream>
  : unknown;

type TaskOutput<Task extends keyof Tasks, Stream> = Stream extends true
  ? Task extends StreamingTask
    ? Response
    : Tasks[Task]['output']
  : Tasks[Task]['output'];
