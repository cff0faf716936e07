import { describe, expect, test } from 'vitest';
import { models as catalogue, findModel } from 'workers-ai-gateway/models';
import { readTables } from '../../scripts/catalogue/tables.ts';
import { hasQuirk } from '../../src/chat/quirks.ts';
import { families } from '../../src/chat/reasoning.ts';
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

  test('an answer that follows a schema comes whole', () => {
    const whole = catalogue.filter(({ structuredOutputs }) => structuredOutputs === 'whole');
    expect(withQuirk('wholeJsonSchema')).toEqual(whole.map(({ id }) => id));
  });

  test('thoughts go back as reasoning_content, to models that reason', () => {
    expect(idsOf(reasoning)).toEqual(expect.arrayContaining(withQuirk('reasoningContent')));
  });
});

/** Models whose efforts, or whose way to turn reasoning off, are known. */
const tuned = idsOf(chats).filter(id => findModel(id)?.reasoning?.off !== undefined);

test.each(tuned)('the core knows the reasoning efforts of %s', id => {
  const { efforts, off } = findModel(id)?.reasoning ?? {};
  const family = families.filter(([ids]) => ids.test(id)).map(([, of]) => of);
  expect(family).toEqual([{ efforts, off }]);
});

test('the core knows no efforts that the catalogue does not have', () => {
  const known = idsOf(chats).filter(id => families.some(([ids]) => ids.test(id)));
  expect(known).toEqual(tuned);
});

test.each(reasoning.flatMap(({ id = '', thoughts }) => (thoughts ? [[id, thoughts] as const] : [])))(
  'the local gateway has the thoughts of %s in %s',
  (id, thoughts) => {
    const keys = modelFacts(id, { shape: {} }).reasoning?.keys;
    expect(typeof keys === 'string' ? keys : keys?.join(' ')).toBe(thoughts);
  },
);
