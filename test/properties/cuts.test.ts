import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerReaderOptions } from '../../src/chat/answer-reader.ts';
import { joinAdjacent } from '../../src/chat/join.ts';
import { createToolCallIds } from '../../src/chat/tool-call-ids.ts';
import type { ChatEvent } from '../../src/chat/types.ts';
import { numberedIds, readBody } from '../chat/read.ts';
import { runs } from './runs.ts';
import { answers, cutsOf, encodings, framesOfAnswer, sumOf, toolNames, usageOf } from './vocabulary.ts';

const options: fc.Arbitrary<Partial<AnswerReaderOptions>> = fc.record({
  thinkTags: fc.constantFrom('optional' as const, 'required' as const, false as const),
  forcedTools: fc.constantFrom(toolNames, []),
  joinDeltas: fc.boolean(),
  includeRaw: fc.boolean(),
  hasDefaultLimit: fc.boolean(),
});

/** Event data that belongs to no answer: errors, other JSON, and no JSON at all. */
const noise = fc.oneof(
  fc.constantFrom(
    '{"error":{"message":"overloaded","code":503}}',
    '{"success":false,"errors":[{"code":3040,"message":"x"}]}',
    '[DONE]',
    '{"resp',
    '{}',
  ),
  fc.json({ maxDepth: 1 }),
  fc.string({ maxLength: 8 }).map(text => text.replace(/[\r\n]/g, ' ')),
);

const endings = fc.constantFrom('', 'data: [DONE]\n\n', 'data: [DONE]', 'data:[DONE]\r\n\r\n');

/** Streams of the whole vocabulary, some with noise among their frames. */
const streams = answers.chain(answer =>
  fc
    .record({
      frames: framesOfAnswer(answer),
      noise: fc.array(fc.tuple(fc.nat({ max: 20 }), noise), { maxLength: 2 }),
      encode: encodings,
      ending: endings,
    })
    .map(({ frames, noise, encode, ending }) => {
      const data = frames.map(frame => JSON.stringify(frame));
      for (const [place, entry] of noise) data.splice(place % (data.length + 1), 0, entry);
      return encode(data) + ending;
    }),
);

const cutStreams = streams.chain(body => {
  const bytes = new TextEncoder().encode(body);
  return fc.record({ bytes: fc.constant(bytes), chunks: cutsOf(bytes) });
});

const read = (chunks: readonly Uint8Array[], given: Partial<AnswerReaderOptions>): readonly ChatEvent[] =>
  joinAdjacent(readBody(chunks, { ...given, createToolCallId: numberedIds() }));

test('a stream cut at any bytes gives the parts of the uncut one', () => {
  fc.assert(
    fc.property(cutStreams, options, ({ bytes, chunks }, given) => {
      expect(read(chunks, given)).toEqual(read([bytes], given));
    }),
    runs,
  );
});

test('a stream that comes byte by byte gives the parts of the uncut one', () => {
  fc.assert(
    fc.property(streams, options, (body, given) => {
      const bytes = new TextEncoder().encode(body);
      expect(
        read(
          Array.from(bytes, byte => Uint8Array.of(byte)),
          given,
        ),
      ).toEqual(read([bytes], given));
    }),
    { ...runs, numRuns: Math.ceil(runs.numRuns / 3) },
  );
});

const wholeStreams = answers.chain(answer =>
  fc.record({ answer: fc.constant(answer), frames: framesOfAnswer(answer), encode: encodings }),
);

test('whatever its forms, a stream says what the model said', () => {
  fc.assert(
    fc.property(wholeStreams, ({ answer, frames, encode }) => {
      const body = encode([...frames.map(frame => JSON.stringify(frame)), '[DONE]']);
      const events = readBody(body, { createToolCallId: createToolCallIds([]) });
      const textOf = (type: 'text' | 'reasoning') =>
        events.map(event => (event.type === type ? event.text : '')).join('');
      const calls = events.filter(event => event.type === 'tool-call');
      expect({
        text: textOf('text'),
        reasoning: textOf('reasoning'),
        calls: calls.map(({ name, input }) => ({ name, input: JSON.parse(input) })),
      }).toEqual(sumOf(answer));
      expect(calls.map(({ id }) => inputTold(events, id))).toEqual(calls.map(({ input }) => input));
      expect(events.filter(({ type }) => type === 'error')).toEqual([]);
      expect(events.at(-1)).toMatchObject({
        type: 'finish',
        reason: { raw: answer.reason },
        usage: { raw: usageOf(answer) },
      });
      expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
    }),
    runs,
  );
});

/** The pieces of a call's input, put together. */
function inputTold(events: readonly ChatEvent[], id: string): string {
  return events.map(event => (event.type === 'tool-input' && event.id === id ? event.text : '')).join('');
}
