import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { LanguageModelV1, LanguageModelV1StreamPart } from 'ai4';
import { textOf } from './sse.ts';

// Models that do no work of their own: what a call of theirs costs is the AI SDK's share.

/** The text of an answer of so many events, in so many deltas. */
const deltas = ({ events, parts = events }: MockOptions) => {
  const text = textOf(events);
  const size = text.length / parts;
  const at = (index: number) => Math.round(index * size);
  return Array.from({ length: parts }, (_, index) => text.slice(at(index), at(index + 1)));
};

export interface MockOptions {
  /** How many events the answer stands for. */
  readonly events: number;
  /** How many deltas it has: as many as events, if nothing is said. */
  readonly parts?: number;
  /** Gives a body, a read of which goes before each delta; nobody looks at what it says. */
  readonly fetch?: (() => Promise<Response>) | undefined;
}

interface Parts<Part> {
  readonly first: readonly Part[];
  readonly deltas: readonly Part[];
  readonly last: readonly Part[];
}

async function streamOf<Part>(parts: Parts<Part>, { fetch }: MockOptions): Promise<ReadableStream<Part>> {
  const response = await fetch?.();
  const reader = response?.body?.getReader();
  let next = 0;
  const close = (controller: ReadableStreamDefaultController<Part>) => {
    for (const part of parts.last) controller.enqueue(part);
    controller.close();
  };
  const give = (controller: ReadableStreamDefaultController<Part>) => {
    const part = parts.deltas[next++];
    if (part === undefined) close(controller);
    else controller.enqueue(part);
  };
  return new ReadableStream<Part>(
    {
      start: controller => {
        for (const part of parts.first) controller.enqueue(part);
      },
      pull: reader
        ? async controller => {
            const { done } = await reader.read();
            if (done) close(controller);
            else give(controller);
          }
        : give,
    },
    { highWaterMark: 0 },
  );
}

const never = () => Promise.reject(new Error('Only streams are mocked.'));

export function mockV4(options: MockOptions): LanguageModelV4 {
  const id = 'txt-0';
  const parts: Parts<LanguageModelV4StreamPart> = {
    first: [
      { type: 'stream-start', warnings: [] },
      { type: 'text-start', id },
    ],
    deltas: deltas(options).map(delta => ({ type: 'text-delta', id, delta })),
    last: [
      { type: 'text-end', id },
      {
        type: 'finish',
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: {
          inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 50, text: 50, reasoning: 0 },
        },
      },
    ],
  };
  return {
    specificationVersion: 'v4',
    provider: 'mock',
    modelId: 'mock',
    supportedUrls: {},
    doGenerate: never,
    doStream: async () => ({ stream: await streamOf(parts, options) }),
  };
}

export function mockV1(options: MockOptions): LanguageModelV1 {
  const parts: Parts<LanguageModelV1StreamPart> = {
    first: [],
    deltas: deltas(options).map(textDelta => ({ type: 'text-delta', textDelta })),
    last: [{ type: 'finish', finishReason: 'stop', usage: { promptTokens: 10, completionTokens: 50 } }],
  };
  return {
    specificationVersion: 'v1',
    provider: 'mock',
    modelId: 'mock',
    defaultObjectGenerationMode: undefined,
    doGenerate: never,
    doStream: async () => ({
      stream: await streamOf(parts, options),
      rawCall: { rawPrompt: undefined, rawSettings: {} },
    }),
  };
}
