import { describe, expect, test } from 'vitest';
import { type Ending, finishNotes, finishReason } from '../../src/chat/finish.ts';

const ending: Ending = {
  how: 'done',
  raw: undefined,
  toolCalls: 0,
  hasBrokenCalls: false,
  leaked: 0,
  hasForcedTools: false,
  hasDefaultLimit: false,
  outputTokens: undefined,
};

describe('the finish reason', () => {
  test.each([
    { raw: 'stop', unified: 'stop' },
    { raw: 'length', unified: 'length' },
    { raw: 'model_length', unified: 'length' },
    { raw: 'max_output_tokens', unified: 'length' },
    { raw: 'max_tokens', unified: 'length' },
    { raw: 'content_filter', unified: 'content-filter' },
    { raw: 'tool_calls', unified: 'tool-calls' },
    { raw: 'function_call', unified: 'tool-calls' },
    { raw: 'error', unified: 'error' },
    { raw: 'other', unified: 'other' },
    { raw: 'unknown', unified: 'other' },
    { raw: 'constructor', unified: 'other' },
  ])('$raw is $unified, and is kept', ({ raw, unified }) => {
    expect(finishReason({ ...ending, raw })).toEqual({ unified, raw });
  });

  test.each([
    { raw: 'unknown', broken: false, unified: 'tool-calls' },
    { raw: 'eos_token', broken: false, unified: 'tool-calls' },
    { raw: 'unknown', broken: true, unified: 'other' },
    { raw: 'stop', broken: false, unified: 'stop' },
    { raw: 'length', broken: false, unified: 'length' },
    { raw: 'content_filter', broken: false, unified: 'content-filter' },
    { raw: 'error', broken: false, unified: 'error' },
  ])('$raw after calls is $unified (broken: $broken)', ({ raw, broken, unified }) => {
    const given = { raw, toolCalls: 1, hasBrokenCalls: broken };
    expect(finishReason({ ...ending, ...given })).toEqual({ unified, raw });
  });

  test.each([
    { name: 'none given', given: {}, expected: { unified: 'stop', raw: undefined } },
    {
      name: 'none given, but calls',
      given: { toolCalls: 1 },
      expected: { unified: 'tool-calls', raw: undefined },
    },
    {
      name: 'a call that leaked',
      given: { raw: 'stop', toolCalls: 1, leaked: 1 },
      expected: { unified: 'tool-calls', raw: 'stop' },
    },
    {
      name: 'an end that failed',
      given: { how: 'failed' as const },
      expected: { unified: 'error', raw: undefined },
    },
    {
      name: 'an end that failed after a reason',
      given: { how: 'failed' as const, raw: 'stop' },
      expected: { unified: 'error', raw: 'stop' },
    },
  ])('$name', ({ given, expected }) => {
    expect(finishReason({ ...ending, ...given })).toEqual(expected);
  });
});

describe('the notes', () => {
  test.each([
    { name: 'a plain end', given: {}, expected: [] },
    {
      name: 'a connection that stayed open after the reason',
      given: { how: 'silent' as const, raw: 'stop' },
      expected: [
        'The service sent a finish reason, and left the connection open without [DONE]: the stream was ended after endTimeoutMs of silence.',
      ],
    },
    {
      name: 'cut at the default limit (quirk c)',
      given: { raw: 'length', hasDefaultLimit: true },
      expected: [
        "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
      ],
    },
    {
      name: 'no reason, but as many tokens as the older models’ default limit',
      given: { hasDefaultLimit: true, outputTokens: 256 },
      expected: [
        "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
      ],
    },
    {
      name: 'as many tokens by the model’s own will',
      given: { raw: 'stop', hasDefaultLimit: true, outputTokens: 256 },
      expected: [],
    },
    { name: 'as many tokens at the caller’s own limit', given: { outputTokens: 256 }, expected: [] },
    { name: 'fewer tokens', given: { hasDefaultLimit: true, outputTokens: 255 }, expected: [] },
    { name: 'cut at the caller’s own limit', given: { raw: 'length' }, expected: [] },
    {
      name: 'tool_calls without a call (cloudflare/ai#561)',
      given: { raw: 'tool_calls' },
      expected: ['The model finished to call tools, but the answer holds no call.'],
    },
    {
      name: 'a forced call that leaked',
      given: { raw: 'stop', hasForcedTools: true, toolCalls: 1, leaked: 1 },
      expected: [
        'The model wrote the tool call that it was forced to make as text; it was read as the call.',
      ],
    },
    {
      name: 'a forced call that was not made (cloudflare/ai#560)',
      given: { raw: 'stop', hasForcedTools: true },
      expected: ['The model called no tool, although toolChoice told it to.'],
    },
    {
      name: 'a forced call that a failure prevented',
      given: { how: 'failed' as const, hasForcedTools: true },
      expected: [],
    },
    { name: 'a forced call', given: { hasForcedTools: true, toolCalls: 1 }, expected: [] },
  ])('$name', ({ given, expected }) => {
    expect(finishNotes({ ...ending, ...given })).toEqual(expected);
  });
});
