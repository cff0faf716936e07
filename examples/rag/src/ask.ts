import { embed, generateText, streamText } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai7';
import type { Models } from './models.ts';
import { buildPrompt, citedIn, instructions } from './prompt.ts';
import { search } from './search.ts';
import { type Passage, type Store, vectorOf } from './store.ts';
import type { IndexInfo } from './writer.ts';

export interface AskOptions {
  readonly question: string;
  readonly models: Models;
  /** Waits for the whole answer, which the gateway can cache. */
  readonly whole: boolean;
  readonly signal?: AbortSignal;
  /** Is given the answer as it comes. */
  readonly write: (text: string) => void;
}

export interface Answer {
  readonly kind: 'answer';
  readonly fit: number;
  readonly text: string;
  /** What the answer cites, or all it was given where it cites nothing. */
  readonly sources: readonly { readonly number: number; readonly passage: Passage }[];
  readonly hasCited: boolean;
  readonly questionCache: string;
  readonly answerCache: string;
  readonly logId: string | undefined;
}

export interface Nothing {
  readonly kind: 'nothing';
  readonly fit: number;
  readonly nearest: Passage | undefined;
}

type Index = Store & { readonly info: IndexInfo };

export async function ask(index: Index, options: AskOptions): Promise<Answer | Nothing> {
  const { question, models } = options;
  expectSameEmbedder(index.info, models.embedder);
  const abort = options.signal && { abortSignal: options.signal };
  const embedded = await embed({ model: models.embedding, value: question, ...abort });
  expectSameLength(index.info, embedded.embedding);
  const { passages, fit } = await search(
    index,
    { text: question, vector: vectorOf(embedded.embedding) },
    { ...models, ...(options.signal && { signal: options.signal }) },
  );
  if (passages.length === 0 || fit < models.minFit) return { kind: 'nothing', fit, nearest: passages[0] };
  const prompt = {
    model: models.chat,
    instructions,
    prompt: buildPrompt(question, passages),
    ...abort,
  };
  const {
    text,
    cacheStatus = 'none',
    logId,
  } = await (options.whole ? wholeAnswer : streamedAnswer)(prompt, options.write);
  const cited = citedIn(text, passages.length);
  const numbered = passages.map((passage, index) => ({ number: index + 1, passage }));
  return {
    kind: 'answer',
    fit,
    text,
    sources: cited.length > 0 ? numbered.filter(({ number }) => cited.includes(number)) : numbered,
    hasCited: cited.length > 0,
    questionCache: readMetadata(embedded).cacheStatus ?? 'none',
    answerCache: cacheStatus,
    logId,
  };
}

type Prompt = Pick<Parameters<typeof generateText>[0], 'model' | 'instructions' | 'abortSignal'> & {
  prompt: string;
};
type Told = { readonly text: string } & Pick<ReturnType<typeof readMetadata>, 'cacheStatus' | 'logId'>;

async function wholeAnswer(prompt: Prompt, write: (text: string) => void): Promise<Told> {
  const result = await generateText(prompt);
  write(result.text);
  return { ...readMetadata(result), text: result.text };
}

async function streamedAnswer(prompt: Prompt, write: (text: string) => void): Promise<Told> {
  // A stream's errors are parts of it; without `onError` the SDK writes them to the console too.
  const result = streamText({ ...prompt, onError: () => {} });
  for await (const part of result.stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new Error('Stopped.');
    if (part.type === 'text-delta') write(part.text);
  }
  return { ...readMetadata(await result.providerMetadata), text: await result.text };
}

function expectSameEmbedder({ embedder }: IndexInfo, now: string): void {
  if (embedder === now) return;
  throw new Error(
    `The index was made with ${embedder}, and questions are embedded with ${now}: their vectors do not compare. ` +
      'Run npm run index again, or set the environment as it was.',
  );
}

function expectSameLength({ dimensions, embedder }: IndexInfo, { length }: readonly number[]): void {
  if (length === dimensions) return;
  throw new Error(
    `The index has vectors of ${dimensions} dimensions, and ${embedder} now makes ${length}. ` +
      'Run npm run index -- --all.',
  );
}
