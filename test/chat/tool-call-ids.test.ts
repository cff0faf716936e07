import { expect, test } from 'vitest';
import { createToolCallIds, restoreToolCallId } from '../../src/chat/tool-call-ids.ts';

test.each([
  'call_abc',
  'chatcmpl-tool-0123456789abcdef',
  'a:1',
  'my.functions.a:1',
  'functions.a:1b',
  'x'.repeat(60),
])('the id %s of the model stays as it is (cloudflare/ai#446)', id => {
  expect(createToolCallIds([])(id)).toBe(id);
});

test('a missing id is made, and is unique', () => {
  const createId = createToolCallIds([]);
  const ids = [createId(undefined), createId(undefined)];
  expect(ids).toEqual([expect.stringMatching(/^call_\w{8,}$/), expect.stringMatching(/^call_\w{8,}$/)]);
  expect(new Set(ids).size).toBe(2);
});

test.each([
  { name: 'that Kimi numbers anew in every turn', id: 'functions.list_toolbox_tools:0', inPrompt: [] },
  { name: 'that Kimi numbers beyond nine', id: 'functions.weather:12', inPrompt: [] },
  { name: 'that is in the prompt', id: 'call_1', inPrompt: ['call_1'] },
  { name: 'whose changed form is in the prompt', id: 'call_1', inPrompt: ['call_1::cf-wai-tool-call::abc'] },
])('an id $name becomes unique, and can be restored (cloudflare/ai#526)', ({ id, inPrompt }) => {
  const createId = createToolCallIds(inPrompt);
  const ids = [createId(id), createId(id)];
  expect(new Set([...ids, ...inPrompt, id]).size).toBe(new Set(inPrompt).add(id).size + 2);
  expect(ids.map(restoreToolCallId)).toEqual([id, id]);
});

test('an id that comes twice in one answer becomes unique', () => {
  const createId = createToolCallIds([]);
  expect(createId('call_1')).toBe('call_1');
  const second = createId('call_1');
  expect(second).not.toBe('call_1');
  expect(restoreToolCallId(second)).toBe('call_1');
});

test.each([
  ['functions.weather:0::cf-wai-tool-call::k3jd8s', 'functions.weather:0'],
  ['call_1', 'call_1'],
  ['', ''],
])('%j is restored to %j, as workers-ai-provider wrote it too', (id, expected) => {
  expect(restoreToolCallId(id)).toBe(expected);
});
