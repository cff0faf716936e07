import { describe, expect, test } from 'vitest';
import { readTables } from '../../scripts/catalogue/tables.ts';
import { hasQuirk } from '../../src/chat/quirks.ts';
import { modelFacts } from '../../src/local-gateway/model/facts.ts';

const { models, reasoning } = readTables();
const chats = models.filter(({ task }) => task === 'Text Generation');
const idsOf = (rows: typeof models): string[] => rows.map(({ id = '' }) => id);
const withQuirk = (quirk: Parameters<typeof hasQuirk>[0]): string[] =>
  idsOf(chats).filter(id => hasQuirk(quirk, id));

describe('the quirks of the core are those of the tables', () => {
  test("inputs follow OpenAI's Chat Completions", () => {
    expect(withQuirk('openAIInputs')).toEqual(
      idsOf(chats.filter(({ schema }) => schema === 'text-generation/chat')),
    );
  });

  test('thoughts come between think tags', () => {
    expect(withQuirk('thinkTags')).toEqual(idsOf(reasoning.filter(({ thoughts }) => thoughts === 'inline')));
  });

  test('thoughts go back as reasoning_content, to models that reason', () => {
    expect(idsOf(reasoning)).toEqual(expect.arrayContaining(withQuirk('reasoningContent')));
  });
});

test.each(reasoning.flatMap(({ id = '', thoughts }) => (thoughts ? [[id, thoughts] as const] : [])))(
  'the local gateway has the thoughts of %s in %s',
  (id, thoughts) => {
    const keys = modelFacts(id, { shape: {} }).reasoning?.keys;
    expect(typeof keys === 'string' ? keys : keys?.join(' ')).toBe(thoughts);
  },
);
