import { describe, expect, test } from 'vitest';
import { type Ending, finishNotes, finishReason } from '../../src/chat/finish.ts';

const ending: Ending = {
  how: 'done',
  raw: undefined,
  toolCalls: 0,
  hasBrokenCalls: false,
  leaked: 0,
  hasForcedTools: false,
  isAskedWhole: false,
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
    ['none given', {}, { unified: 'stop', raw: undefined }],
    ['none given, but calls', { toolCalls: 1 }, { unified: 'tool-calls', raw: undefined }],
    ['a call that leaked', { raw: 'stop', toolCalls: 1, leaked: 1 }, { unified: 'tool-calls', raw: 'stop' }],
    ['an end that failed', { how: 'failed' as const }, { unified: 'error', raw: undefined }],
    [
      'an end that failed after a reason',
      { how: 'failed' as const, raw: 'stop' },
      { unified: 'error', raw: 'stop' },
    ],
  ])('of %s', (_name, given, expected) => {
    expect(finishReason({ ...ending, ...given })).toEqual(expected);
  });
});

describe('the notes', () => {
  test.each([
    ['a plain end', {}, []],
    [
      'a connection that stayed open after the reason',
      { how: 'silent' as const, raw: 'stop' },
      [
        'The service sent a finish reason, and left the connection open without [DONE]: the stream was ended after endTimeoutMs of silence.',
      ],
    ],
    [
      'cut at the default limit (quirk c)',
      { raw: 'length', hasDefaultLimit: true },
      [
        "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
      ],
    ],
    [
      'no reason, but as many tokens as the older models’ default limit',
      { hasDefaultLimit: true, outputTokens: 256 },
      [
        "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
      ],
    ],
    ['as many tokens by the model’s own will', { raw: 'stop', hasDefaultLimit: true, outputTokens: 256 }, []],
    ['as many tokens at the caller’s own limit', { outputTokens: 256 }, []],
    ['fewer tokens', { hasDefaultLimit: true, outputTokens: 255 }, []],
    ['cut at the caller’s own limit', { raw: 'length' }, []],
    [
      'tool_calls without a call (cloudflare/ai#561)',
      { raw: 'tool_calls' },
      ['The model stopped to call tools, but the answer contains no tool call.'],
    ],
    [
      'a forced call that leaked',
      { raw: 'stop', hasForcedTools: true, toolCalls: 1, leaked: 1 },
      ['The model wrote the forced tool call as text; it was read as a tool call.'],
    ],
    [
      'a forced call that was not made (cloudflare/ai#560)',
      { raw: 'stop', hasForcedTools: true },
      ['The model called no tool, although toolChoice required one.'],
    ],
    ['a forced call that a failure prevented', { how: 'failed' as const, hasForcedTools: true }, []],
    ['a forced call', { hasForcedTools: true, toolCalls: 1 }, []],
  ])('of %s', (_name, given, expected) => {
    expect(finishNotes({ ...ending, ...given })).toEqual(expected);
  });
});
