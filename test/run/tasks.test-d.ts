import { expectTypeOf, test } from 'vitest';
import type { AiModels } from 'workers-types/index.ts';
import type { RunBytes } from '../../src/run/media.ts';
import type { ModelTasks } from '../../src/run/model-ids.generated.ts';
import type { RunInputs, RunModelId, RunOutput, Tasks } from '../../src/run/tasks.ts';

/** As `run()` puts the two types to use. */
declare function run<Model extends RunModelId, Stream extends boolean = false>(
  model: Model,
  inputs: RunInputs<Model, Stream>,
): Promise<RunOutput<Model, Stream>>;
declare function run<Output = unknown, Model extends string = string>(
  model: Model extends RunModelId ? never : Model,
  inputs: RunInputs<string>,
): Promise<Output>;

declare const bytes: Uint8Array;
declare const stream: boolean;
const llama = '@cf/meta/llama-3.1-8b-instruct-fp8';
const glm = '@cf/zai-org/glm-5.2';
const unknownModel = '@cf/new/model';

test('every generated task has a row in the table', () => {
  expectTypeOf<ModelTasks[RunModelId]>().toExtend<keyof Tasks>();
});

type KeysOf<Inputs> = Inputs extends string | RunBytes | FormData
  ? never
  : Inputs extends unknown
    ? keyof Inputs
    : never;

type TypedModelId = Exclude<RunModelId & keyof AiModels, '@cf/deepgram/flux'>;

/** Model and input that Cloudflare's types have and ours lack. */
type LackingInputs = {
  [Model in TypedModelId]: [Model, Exclude<KeysOf<AiModels[Model]['inputs']>, KeysOf<RunInputs<Model>>>];
}[TypedModelId];

test('no input that Cloudflare types is refused, batches and the repeated model aside', () => {
  expectTypeOf<Exclude<LackingInputs[1], 'requests' | 'model'>>().toBeNever();
});

test('text classification answers labels with scores', () => {
  const answer = run('@cf/huggingface/distilbert-sst-2-int8', { text: 'Cloudflare docs are amazing!' });
  expectTypeOf(answer).resolves.toEqualTypeOf<{ label: string; score: number }[]>();
});

test('text generation answers the shape of the model', () => {
  expectTypeOf(run(llama, { prompt: 'hi' })).resolves.toHaveProperty('response');
  expectTypeOf(run(glm, { messages: [{ role: 'user', content: 'hi' }] }))
    .resolves.toHaveProperty('choices')
    .items.toHaveProperty('message');
  const answer = run('@cf/openai/gpt-oss-120b', { input: 'hi', reasoning: { effort: 'low' } });
  expectTypeOf(answer).resolves.toEqualTypeOf<Tasks['text-generation/responses']['output']>();
});

test('a stream is a Response, a stream that may be one either', () => {
  expectTypeOf(run(llama, { prompt: 'hi', stream: true })).resolves.toEqualTypeOf<Response>();
  expectTypeOf(run(glm, { messages: [], stream: true })).resolves.toEqualTypeOf<Response>();
  type Answer = Tasks['text-generation']['output'];
  expectTypeOf(run(llama, { prompt: 'hi', stream: false })).resolves.toEqualTypeOf<Answer>();
  expectTypeOf(run(llama, { prompt: 'hi', stream })).resolves.toEqualTypeOf<Answer | Response>();
});

test('a model that cannot stream answers JSON whatever it is asked', () => {
  type Answer = RunOutput<'@cf/meta/m2m100-1.2b', true>;
  expectTypeOf<Answer>().toEqualTypeOf<{ translated_text: string }>();
});

test('bytes come as a Response, base64 as JSON', () => {
  const image = run('@cf/stabilityai/stable-diffusion-xl-base-1.0', { prompt: 'a cat', num_steps: 4 });
  expectTypeOf(image).resolves.toEqualTypeOf<Response>();
  expectTypeOf(run('@cf/deepgram/aura-1', { text: 'hi' })).resolves.toEqualTypeOf<Response>();
  const base64 = run('@cf/black-forest-labs/flux-1-schnell', { prompt: 'a cat', steps: 4 });
  expectTypeOf(base64).resolves.toEqualTypeOf<{ image: string }>();
});

test('bytes and forms go in where a model takes them', () => {
  expectTypeOf(run('@cf/openai/whisper', bytes)).resolves.toHaveProperty('text');
  expectTypeOf(run('@cf/openai/whisper', { audio: [1, 2] })).resolves.toHaveProperty('vtt');
  expectTypeOf(run('@cf/deepgram/nova-3', new Blob([], { type: 'audio/mpeg' }))).resolves.toHaveProperty(
    'results',
  );
  const image = run('@cf/black-forest-labs/flux-2-dev', new FormData());
  expectTypeOf(image).resolves.toEqualTypeOf<{ image: string }>();
});

test('the other tasks', () => {
  expectTypeOf<RunOutput<'@cf/meta/m2m100-1.2b'>>().toEqualTypeOf<{ translated_text: string }>();
  expectTypeOf<RunOutput<'@cf/ai4bharat/indictrans2-en-indic-1B'>>().toEqualTypeOf<{
    translations: string[];
  }>();
  expectTypeOf<RunOutput<'@cf/baai/bge-base-en-v1.5'>['data']>().toEqualTypeOf<number[][]>();
  expectTypeOf<RunOutput<'@cf/baai/bge-m3'>['data']>().toEqualTypeOf<number[][] | undefined>();
  expectTypeOf<RunOutput<'@cf/llava-hf/llava-1.5-7b-hf'>>().toEqualTypeOf<{ description: string }>();
  const ranked = run('@cf/baai/bge-reranker-base', { query: 'a', contexts: [{ text: 'b' }], top_k: 1 });
  expectTypeOf(ranked).resolves.toEqualTypeOf<{ response: { id: number; score: number }[] }>();
});

test('an unknown model takes any inputs and answers what the type argument says', () => {
  expectTypeOf(run(unknownModel, { anything: [1] })).resolves.toBeUnknown();
  expectTypeOf(run(unknownModel as string, bytes)).resolves.toBeUnknown();
  expectTypeOf(run<{ answer: 42 }>(unknownModel, new FormData())).resolves.toEqualTypeOf<{ answer: 42 }>();
  expectTypeOf<RunOutput<string>>().toBeUnknown();
});

test('a type argument opens a known model too', () => {
  expectTypeOf(run<string>(llama, { prompt: 'hi', new_setting: 1 })).resolves.toBeString();
});

test('wrong inputs of a known model do not compile', () => {
  // @ts-expect-error a number is no text
  run('@cf/huggingface/distilbert-sst-2-int8', { text: 1 });
  // @ts-expect-error a misspelt setting
  run(llama, { prompt: 'hi', max_token: 5 });
  // @ts-expect-error prompt and messages exclude each other
  run(llama, { prompt: 'hi', messages: [] });
  // @ts-expect-error neither prompt nor messages
  run(llama, { max_tokens: 5 });
  // @ts-expect-error chat models take no prompt
  run(glm, { prompt: 'hi' });
  // @ts-expect-error no query
  run('@cf/baai/bge-reranker-base', { contexts: [] });
  // @ts-expect-error text generation takes no bytes
  run(llama, bytes);
  // @ts-expect-error this model takes no size
  run('@cf/black-forest-labs/flux-1-schnell', { prompt: 'a cat', width: 512 });
  // @ts-expect-error a classification does not stream
  run('@cf/huggingface/distilbert-sst-2-int8', { text: 'hi', stream: true });
  // @ts-expect-error speaks WebSocket only
  run('@cf/deepgram/flux', { encoding: 'linear16', sample_rate: '16000' });
  // @ts-expect-error inputs are no text, even of an unknown model
  run(unknownModel, 'hi');
});
