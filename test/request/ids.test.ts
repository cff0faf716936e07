import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { expectModelId, expectSegment } from '../../src/request/ids.ts';
import { hi } from '../sdk/v1/call-options.ts';
import { json, llama, settings, stubFetch } from '../transport/stub-fetch.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: A setting that nothing filled in.
const unfilled = '${CLOUDFLARE_ACCOUNT_ID}';

const wrong: readonly [id: string, message: string][] = [
  ['', 'is empty: ""'],
  [' ', 'is empty: " "'],
  [unfilled, `has a template variable that was not filled in: "${unfilled}"`],
  ['..', `must not contain '..': ".."`],
  ['../other', `must not contain '..': "../other"`],
  ['a..b', `must not contain '..': "a..b"`],
];

const unfit = [
  'a b',
  ' a',
  'a?b=c',
  'a#b',
  'a%2fb',
  '%2e%2e',
  'a\\b',
  'a\r\nb',
  'a\tb',
  'a\0b',
  '．．',
  '‥',
  'ключ',
  'a"b',
  '<id>',
  'a{b}',
  'a|b',
  'a^b',
  'a`b',
];

const fit = [
  '0123456789abcdef0123456789abcdef',
  'my-gateway',
  'my_gateway.v2',
  '.gateway',
  '~user',
  "it's(a)*:=,;!$&+@id",
];

describe('one segment of a path', () => {
  test.each(wrong)('%j is refused', (id, message) => {
    expect(() => expectSegment('accountId', id)).toThrow(`Setting accountId ${message}.`);
  });

  test.each([...unfit, 'a/b', '/', '../provider'])('%j is refused', id => {
    expect(() => expectSegment('gateway.id', id)).toThrow(
      expect.objectContaining({
        name: 'AI_InvalidArgumentError',
        message: expect.stringMatching(/^Setting gateway\.id .*: ".*"\.$/s),
      }),
    );
  });

  test.each(fit)('%j passes, and is the same in a URL', id => {
    expect(expectSegment('accountId', id)).toBe(id);
    expect(new URL(`https://host/v1/${id}/gw`).pathname).toBe(`/v1/${id}/gw`);
  });
});

describe('a model id', () => {
  test.each(wrong)('%j is refused', (id, message) => {
    expect(() => expectModelId(id)).toThrow(`Setting modelId ${message}.`);
  });

  test.each([...unfit, '/', '/a', 'a/', 'a//b', '@cf/./x', '../provider'])('%j is refused', id => {
    expect(() => expectModelId(id)).toThrow(
      expect.objectContaining({
        name: 'AI_InvalidArgumentError',
        message: expect.stringMatching(/^Setting modelId .*: ".*"\.$/s),
      }),
    );
  });

  test.each([
    '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
    '@hf/thebloke/deepseek-coder-6.7b-instruct-awq',
    'run/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
    'dynamic/my-route',
    'deepseek/deepseek-chat',
    'finetune',
  ])('%j passes, and is the same in a URL (cloudflare/ai#596)', id => {
    expect(expectModelId(id)).toBe(id);
    expect(new URL(`https://host/${id}`).pathname).toBe(`/${id}`);
  });

  test.each([{ id: undefined }, { id: null }, { id: 5 }, { id: { toString: '' } }])(
    '$id is refused',
    ({ id }) => {
      // @ts-expect-error An id is a string.
      expect(() => expectModelId(id)).toThrow('Setting modelId must be a string');
    },
  );
});

test.each([
  { name: 'accountId', extra: { accountId: unfilled } },
  { name: 'accountId', extra: { accountId: '../x' } },
  { name: 'gateway.id', extra: { gateway: 'a/b' } },
  { name: 'gateway.id', extra: { gateway: { id: '..' } } },
] satisfies { name: string; extra: WorkersAISettings }[])(
  'a wrong $name is an error at creation (opencode#18552)',
  ({ name, extra }) => {
    expect(() => createWorkersAI({ ...settings, ...extra })).toThrow(`Setting ${name} `);
  },
);

test('a wrong model id is an error at the model’s creation', () => {
  const workersai = createWorkersAI(settings);
  expect(() => workersai(`@cf/meta/${unfilled}`)).toThrow('Setting modelId ');
  expect(() => workersai.embedding('')).toThrow('Setting modelId ');
});

test('a wrong gateway id of a model is an error before anything is sent', async () => {
  const { fetch, sent } = stubFetch(json({ result: { response: 'Hi' }, success: true }));
  const workersai = createWorkersAI({ ...settings, fetch });
  const call = async () => workersai(llama, { gateway: 'a?b' }).doGenerate(hi);
  await expect(call()).rejects.toThrow('Setting gateway.id ');
  expect(sent).toEqual([]);
});
