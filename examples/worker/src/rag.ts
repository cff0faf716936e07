// For AI SDK 4.
import { embed, embedMany, streamText, type TextStreamPart, type ToolSet } from 'ai';
import { readMetadata, type WorkersAI } from 'workers-ai-gateway/ai4';
import { z } from 'zod';
import type { Match, VectorIndex } from './vector-index.ts';

interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The embedding model reads 512 tokens of each: longer texts are cut up by whoever posts them. */
export const Passages: z.ZodType<readonly Passage[]> = z
  .array(z.object({ id: z.string().min(1).max(64), title: z.string(), text: z.string().min(1) }))
  .min(1)
  .max(1000);

interface Tools {
  readonly workersai: WorkersAI;
  readonly index: VectorIndex;
}

const embeddingModel = '@cf/baai/bge-base-en-v1.5';

const instructions = `Answer in a few sentences, from the sources below alone.
Name the number of each source that you use, like [1]. If they do not hold the answer, say so.`;

export async function store(passages: readonly Passage[], { workersai, index }: Tools): Promise<number> {
  const values = passages.map(({ title, text }) => `${title}\n${text}`);
  const { embeddings } = await embedMany({ model: workersai.embedding(embeddingModel), values });
  const vectors = passages.map(({ id, title, text }, at) => ({
    id,
    values: embeddings[at] ?? [],
    metadata: { title, text },
  }));
  await index.upsert(vectors);
  return vectors.length;
}

/** Streams the answer as it is written, and its sources behind it. */
export async function answer(question: string, { workersai, index }: Tools): Promise<Response> {
  const asked = await embed({ model: workersai.embedding(embeddingModel), value: question });
  const { matches } = await index.query(asked.embedding, { topK: 3, returnMetadata: 'all' });
  if (matches.length === 0)
    return Response.json({ error: 'There are no documents yet: POST them to /documents.' }, { status: 404 });

  const { fullStream } = streamText({
    model: workersai('@cf/meta/llama-3.3-70b-instruct-fp8-fast'),
    system: `${instructions}\n\n${matches.map(passage).join('\n\n')}`,
    prompt: question,
  });
  const written = new TransformStream<TextStreamPart<ToolSet>, string>({
    transform(part, controller) {
      if (part.type === 'text-delta') controller.enqueue(part.textDelta);
      if (part.type === 'error') controller.enqueue(`\n\nThe answer broke off: ${messageOf(part.error)}`);
    },
    flush: controller => controller.enqueue(`\n\n${matches.map(source).join('\n')}\n`),
  });
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-question-cache': readMetadata(asked).cacheStatus ?? '',
  };
  return new Response(fullStream.pipeThrough(written).pipeThrough(new TextEncoderStream()), { headers });
}

const passage = ({ metadata }: Match, at: number) => `[${at + 1}] ${metadata?.title}\n${metadata?.text}`;

const source = ({ id, score, metadata }: Match, at: number) =>
  `[${at + 1}] ${metadata?.title} (${id}, ${score.toFixed(2)})`;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
