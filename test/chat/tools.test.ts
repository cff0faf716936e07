import { describe, expect, test } from 'vitest';
import { buildTools, forcedTools } from '../../src/chat/tools.ts';
import type { ChatTool, ChatToolChoice } from '../../src/chat/types.ts';

const parameters = { type: 'object', properties: {} };
const weather = { name: 'weather', description: 'Tells the weather.', parameters };
const format = 'workers-ai';

test.each([{ tools: undefined }, { tools: [] }])(
  'without tools nothing is sent, not even a choice',
  ({ tools }) => {
    expect(buildTools(tools, { toolChoice: { type: 'none' }, format })).toEqual({});
  },
);

test('tools go in OpenAI’s form', () => {
  expect(buildTools([weather], { format })).toEqual({
    tools: [
      { type: 'function', function: { name: 'weather', description: 'Tells the weather.', parameters } },
    ],
  });
});

test('a missing description is an empty one: some schemas ask for it, none takes false (cloudflare/ai#454)', () => {
  expect(buildTools([{ ...weather, description: undefined }], { format })).toEqual({
    tools: [{ type: 'function', function: { name: 'weather', description: '', parameters } }],
  });
});

test.each([
  { strict: true, format: 'openai' as const, expected: { strict: true } },
  { strict: false, format: 'openai' as const, expected: { strict: false } },
  { strict: undefined, format: 'openai' as const, expected: {} },
  { strict: true, format: 'workers-ai' as const, expected: {} },
])('strict $strict leaves in the format $format as $expected', ({ strict, format, expected }) => {
  expect(buildTools([{ ...weather, strict }], { format })).toStrictEqual({
    tools: [{ type: 'function', function: { ...weather, ...expected } }],
  });
});

test.each<{ choice: ChatToolChoice; expected: unknown }>([
  { choice: { type: 'auto' }, expected: 'auto' },
  { choice: { type: 'required' }, expected: 'required' },
  {
    choice: { type: 'tool', name: 'weather' },
    expected: { type: 'function', function: { name: 'weather' } },
  },
])(
  'the choice $choice leaves as $expected, with all tools (cloudflare/ai#429, #454, #560)',
  ({ choice, expected }) => {
    const other = { ...weather, name: 'other' };
    expect(buildTools([weather, other], { toolChoice: choice, format })).toMatchObject({
      tools: [{ function: { name: 'weather' } }, { function: { name: 'other' } }],
      tool_choice: expected,
    });
  },
);

test('under the choice none the model does not get to know the tools', () => {
  expect(buildTools([weather], { toolChoice: { type: 'none' }, format })).toEqual({});
});

test.each<[ChatToolChoice, tools: ChatTool[] | undefined, message: string]>([
  [{ type: 'required' }, undefined, 'toolChoice requires a tool call, but the call has no tools.'],
  [{ type: 'required' }, [], 'toolChoice requires a tool call, but the call has no tools.'],
  [{ type: 'tool', name: 'a' }, [], 'toolChoice requires the tool "a", but the call has no tools.'],
  [
    { type: 'tool', name: 'a' },
    [weather],
    'toolChoice requires the tool "a", which is not among the tools of the call.',
  ],
])('the choice %j is refused with the tools %j', (toolChoice, tools, message) => {
  expect(() => buildTools(tools, { toolChoice, format })).toThrow(
    expect.objectContaining({ name: 'AI_InvalidArgumentError', argument: 'toolChoice', message }),
  );
});

describe('the tools that must be called', () => {
  const tools = [weather, { ...weather, name: 'other' }];

  test.each<{ choice: ChatToolChoice | undefined; expected: string[] }>([
    { choice: undefined, expected: [] },
    { choice: { type: 'auto' }, expected: [] },
    { choice: { type: 'none' }, expected: [] },
    { choice: { type: 'required' }, expected: ['weather', 'other'] },
    { choice: { type: 'tool', name: 'other' }, expected: ['other'] },
  ])('the choice $choice forces its tools', ({ choice, expected }) => {
    expect(forcedTools(tools, { toolChoice: choice })).toEqual(expected);
  });

  test('are none where there are no tools', () => {
    expect(forcedTools(undefined, { toolChoice: { type: 'required' } })).toEqual([]);
  });
});
