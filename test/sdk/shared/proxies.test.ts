import * as sdk5 from 'ai-5';
import * as sdk6 from 'ai-6';
import * as sdk6Floor from 'ai-6.0.0';
import * as sdk7 from 'ai-7';
import * as sdk7Floor from 'ai-7.0.0';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { llama } from '../../transport/stub-fetch.ts';
import { bge } from './models.ts';

const prompt = 'What is Cloudflare?';
const expected = { text: expect.stringContaining('Cloudflare'), dimensions: 768 };

interface Sdk<L, E> {
  generateText(options: { model: L; prompt: string }): PromiseLike<{ text: string }>;
  embedMany(options: { model: E; values: string[] }): PromiseLike<{ embeddings: number[][] }>;
}

/** An SDK's own use of the models of an entry, which it may put a Proxy before. */
async function use<L, E>(
  { generateText, embedMany }: Sdk<L, E>,
  { chat, embedding }: { chat: (id: string) => L; embedding: (id: string) => E },
): Promise<{ text: string; dimensions: number | undefined }> {
  const { text } = await generateText({ model: chat(llama), prompt });
  const { embeddings } = await embedMany({ model: embedding(bge), values: ['a', 'b'] });
  return { text, dimensions: embeddings[1]?.length };
}

// The SDK would tell on the console that it converts models of AI SDK 5.
beforeEach(() => void vi.stubGlobal('AI_SDK_LOG_WARNINGS', false));
afterEach(() => void vi.unstubAllGlobals());

describe('models work where a later SDK puts a Proxy before them', () => {
  const { settings } = createLocalGateway();
  const two = ai5.createWorkersAI(settings);
  const three = ai6.createWorkersAI(settings);
  const four = ai7.createWorkersAI(settings);

  test.each([
    ['ai5 in ai@5', () => use(sdk5, two)],
    ['ai5 in ai@6', () => use(sdk6, two)],
    ['ai5 in ai@7.0.0', () => use(sdk7Floor, two)],
    ['ai5 in ai@7', () => use(sdk7, two)],
    ['ai6 in ai@6.0.0', () => use(sdk6Floor, three)],
    ['ai6 in ai@6', () => use(sdk6, three)],
    ['ai6 in ai@7.0.0', () => use(sdk7Floor, three)],
    ['ai6 in ai@7', () => use(sdk7, three)],
    ['ai7 in ai@7.0.0', () => use(sdk7Floor, four)],
    ['ai7 in ai@7', () => use(sdk7, four)],
  ])('behind %s', async (_, run) => {
    expect(await run()).toEqual(expected);
  });

  test.each([
    ['ai5', two(llama), two.embedding(bge)],
    ['ai6', three(llama), three.embedding(bge)],
    ['ai7', four(llama), four.embedding(bge)],
  ])('models of %s are plain objects that are not frozen', (_, chat, embedding) => {
    for (const model of [chat, embedding]) {
      expect(Object.getPrototypeOf(model)).toBe(Object.prototype);
      expect(Object.isFrozen(model)).toBe(false);
      expect(Object.getOwnPropertyDescriptor(model, 'specificationVersion')?.configurable).toBe(true);
    }
  });
});
