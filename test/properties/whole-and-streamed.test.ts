import type { LanguageModelV1StreamPart } from '@ai-sdk/provider-v1';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { json, llama, settings, sse, stubFetch } from '../transport/stub-fetch.ts';
import { runs } from './runs.ts';
import { type Answer, answers, encodings, framesOfAnswer, sumOf, usageOf } from './vocabulary.ts';

/** The whole answer in each of the forms that services send it in. */
function wholes(answer: Answer): object[] {
  const { text, reasoning, calls } = sumOf(answer);
  const { reason } = answer;
  const usage = usageOf(answer) ?? null;
  const envelope = (result: object) => ({ result, success: true, errors: [], messages: [] });
  const native = {
    response: text,
    reasoning,
    tool_calls: calls.map(({ name, input }) => ({ name, arguments: input })),
    finish_reason: reason ?? null,
    usage,
  };
  const openai = {
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text || null,
          reasoning_content: reasoning,
          tool_calls: calls.map(({ name, input }, index) => ({
            id: `call_${index}`,
            type: 'function',
            function: { name, arguments: JSON.stringify(input) },
          })),
        },
        finish_reason: reason ?? null,
      },
    ],
    usage,
  };
  return [envelope(native), native, envelope(openai), openai];
}

/** What the parts of a stream add up to, as a whole answer says it. */
function add(parts: readonly LanguageModelV1StreamPart[]) {
  const textOf = (type: 'text-delta' | 'reasoning') =>
    parts.map(part => (part.type === type ? part.textDelta : '')).join('');
  return parts.flatMap(part =>
    part.type === 'finish'
      ? [
          {
            text: textOf('text-delta'),
            reasoning: textOf('reasoning'),
            calls: parts.flatMap(call =>
              call.type === 'tool-call' ? [{ name: call.toolName, input: JSON.parse(call.args) }] : [],
            ),
            finishReason: part.finishReason,
            usage: part.usage,
          },
        ]
      : [],
  );
}

const model = (answer: Response) => createWorkersAI({ ...settings, fetch: stubFetch(answer).fetch })(llama);

const given = answers.chain(answer =>
  fc.record({
    answer: fc.constant(answer),
    whole: fc.constantFrom(...wholes(answer)),
    frames: framesOfAnswer(answer),
    encode: encodings,
  }),
);

test('a whole answer, a streamed one and a whole one in place of a stream add up to the same', async () => {
  await fc.assert(
    fc.asyncProperty(given, async ({ whole, frames, encode }) => {
      const body = encode([...frames.map(frame => JSON.stringify(frame)), '[DONE]']);
      const streamed = await model(sse(body)).doStream(hi);
      const instead = await model(json(whole)).doStream(hi);
      const generated = await model(json(whole)).doGenerate(hi);
      const expected = {
        text: generated.text,
        reasoning: generated.reasoning ?? '',
        calls: generated.toolCalls?.map(({ toolName, args }) => ({
          name: toolName,
          input: JSON.parse(args),
        })),
        finishReason: generated.finishReason,
        usage: generated.usage,
      };
      expect(add(await collect(instead.stream))).toEqual([expected]);
      expect(add(await collect(streamed.stream))).toEqual([expected]);
    }),
    runs,
  );
});

test('an answer says what the model said', async () => {
  await fc.assert(
    fc.asyncProperty(given, async ({ answer, whole }) => {
      const { text, reasoning, toolCalls } = await model(json(whole)).doGenerate(hi);
      expect({
        text,
        reasoning: reasoning ?? '',
        calls: toolCalls?.map(({ toolName, args }) => ({ name: toolName, input: JSON.parse(args) })),
      }).toEqual(sumOf(answer));
    }),
    runs,
  );
});
