import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { snippetsOf } from './readme.ts';
import { runTsx } from './spawn.ts';
import { typeCheck } from './type-check.ts';

/** Pages about a kind of model, written for AI SDK 7. */
describe.each(['images', 'speech', 'transcription', 'reranking', 'decisions'])(
  'the snippets of docs/%s.md',
  async name => {
    const server = await createLocalGateway().listen();
    afterAll(() => server.close());

    const page = readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
    const snippets = snippetsOf(page).map(snippet => ({
      ...snippet,
      code: snippet.code.replace("from 'ai'", "from 'ai-7'"),
    }));

    test('the compiler takes them all', () => {
      expect(typeCheck(new Map(snippets.map(({ name, code }) => [name, code])))).toEqual([]);
      expect(snippets).not.toEqual([]);
    });

    test.each(snippets)('$name runs', async ({ code }) => {
      const { status, stdout, stderr } = await runTsx(
        ['--input-type=module', '-e', code],
        server.environment,
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toBe('');
    });
  },
);
