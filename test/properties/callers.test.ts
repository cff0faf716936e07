import { AISDKError } from '@ai-sdk/provider';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { chatModel, embeddingModel, versions } from '../sdk/shared/models.ts';
import { hi as hiOfV1 } from '../sdk/v1/call-options.ts';
import { json, llama, settings, stubFetch } from '../transport/stub-fetch.ts';
import { hostileValue, inherited } from './hostile.ts';
import { runs } from './runs.ts';

afterEach(() => {
  expect(inherited()).toEqual([]);
  expect(Object.prototype).not.toHaveProperty('a');
});

/** What JSON has no form for, and JavaScript allows. */
const cycle: unknown[] = [];
cycle.push(cycle);
const toJSON = () => {
  throw new RangeError('Not yet.');
};
const unwritable = fc.constantFrom<unknown>(
  1n,
  { a: [2n] },
  cycle,
  { toJSON },
  () => 'a',
  Symbol('a'),
  undefined,
);
const value = fc.oneof({ weight: 5, arbitrary: hostileValue }, unwritable);

/** A text that is found again wherever it went. */
const said = fc
  .tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 5 }))
  .map(([number, text]) => `<${number}>${text}`);
const id = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('__proto__', 'functions.a:0', 'call_1::cf-wai-tool-call::x'),
);
const name = fc.constantFrom('weather', 'constructor', '__proto__', '');
const bytes = fc.uint8Array({ maxLength: 20 });
const base64 = bytes.map(given => Buffer.from(given).toString('base64'));

/** The same in the words of AI SDK 4 and of its successors, and as the hybrids that newer ones hand to older ones. */
const file = fc.oneof(
  fc.record({ type: fc.constant('image'), image: bytes, mimeType: fc.constantFrom(undefined, 'image/png') }),
  fc.record({
    type: fc.constant('file'),
    data: fc.oneof(bytes, base64),
    mediaType: fc.constantFrom('image/*', 'image', 'text/plain', 'application/pdf'),
  }),
  fc.record({
    type: fc.constant('file'),
    data: base64,
    mimeType: fc.constantFrom('image/jpeg', 'audio/wav'),
  }),
  fc.record({
    type: fc.constant('file'),
    data: fc.record({
      type: fc.constantFrom('data', 'url', 'text', 'id'),
      data: base64,
      url: fc.webUrl(),
      text: said,
    }),
    mediaType: fc.constant('image/png'),
  }),
  fc.record({ type: fc.constant('image'), image: fc.webUrl().map(url => new URL(url)) }),
);
const text = fc.record({ type: fc.constant('text'), text: said });
const reasoning = fc.record({
  type: fc.constantFrom('reasoning', 'text'),
  text: said,
  signature: fc.string(),
});
const call = fc.record({
  type: fc.constant('tool-call'),
  toolCallId: id,
  toolName: name,
  args: value,
  input: value,
});
const output = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'error-text'), value: said }),
  fc.record({ type: fc.constantFrom('json', 'error-json'), value }),
  fc.record({ type: fc.constant('execution-denied'), reason: fc.option(said, { nil: undefined }) }),
  fc.record({ type: fc.constant('content'), value: fc.array(fc.oneof(text, file), { maxLength: 2 }) }),
);
const result = fc.oneof(
  fc.record({ type: fc.constant('tool-result'), toolCallId: id, toolName: name, result: value }),
  fc.record({ type: fc.constant('tool-result'), toolCallId: id, toolName: name, output }),
  fc.record({ type: fc.constant('tool-approval-response'), approvalId: id, approved: fc.boolean() }),
);
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const messages = fc.oneof(
  fc.record({ role: fc.constant('system'), content: said }),
  fc.record({ role: fc.constant('user'), content: few(fc.oneof({ weight: 3, arbitrary: text }, file)) }),
  fc.record({ role: fc.constant('assistant'), content: few(fc.oneof(text, reasoning, call, result)) }),
  fc.record({ role: fc.constant('tool'), content: few(result) }),
);

function kept(error: unknown): undefined {
  if (!AISDKError.isInstance(error)) throw error;
}

/** The texts that a prompt holds, wherever they stand. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const isText = 'type' in value && (value.type === 'text' || value.type === 'reasoning');
  if (isText && 'text' in value) return [String(value.text)];
  if ('role' in value && value.role === 'system' && 'content' in value) return [String(value.content)];
  return 'content' in value ? textsIn(value.content) : [];
}

test('any prompt of any version is sent with all its texts in their order, or refused', async () => {
  await fc.assert(
    fc.asyncProperty(few(messages), fc.constantFrom(...versions), async (prompt, version) => {
      const { model, sent } = chatModel(version, [json({ response: 'x' })]);
      const answer = await (async () => model.doGenerate({ prompt }))().catch(kept);
      expect(sent).toHaveLength(answer ? 1 : 0);
      if (!answer) return;
      const body = JSON.stringify(sent[0]?.body);
      let place = 0;
      for (const text of textsIn(prompt.filter(({ role }) => role !== 'assistant' && role !== 'tool'))) {
        // A lone surrogate cannot be sent but as an escape.
        place = body.indexOf(JSON.stringify(text).slice(1, -1), place);
        expect({ text, isSent: place >= 0 }).toEqual({ text, isSent: true });
      }
    }),
    runs,
  );
});

const settingNames = [
  'accountId',
  'apiKey',
  'gateway',
  'gatewayToken',
  'baseURL',
  'apiURL',
  'route',
  'format',
  'binding',
  'headers',
  'fetch',
  '__proto__',
  'constructor',
];
const chatOptionNames = [
  'gateway',
  'headers',
  'format',
  'maxTokens',
  'lora',
  'raw',
  'repetitionPenalty',
  'reasoningEffort',
  'chatTemplateKwargs',
  'parallelToolCalls',
  'logitBias',
  'guidedJson',
  'user',
  'rejectIfBusy',
  'sessionAffinity',
  'extraInputs',
  'thinkTags',
  'structuredOutputs',
  'joinDeltas',
  'pooling',
  'inputType',
  'maxEmbeddingsPerCall',
  'toString',
  '__proto__',
];
const gatewayNames = [
  'id',
  'skipCache',
  'cacheTtl',
  'cacheKey',
  'metadata',
  'collectLog',
  'eventId',
  'requestTimeoutMs',
  'retries',
  'customCost',
  'byokAlias',
  'zdr',
  'valueOf',
  '__proto__',
];

/** An object of these names with any JSON behind them; and any JSON. */
const record = (names: readonly string[], value: fc.Arbitrary<unknown> = hostileValue) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 })
    .map((entries): Record<string, unknown> => Object.fromEntries(entries));
const gateway = fc.oneof(record(gatewayNames), hostileValue);
const options = fc.oneof(
  record(chatOptionNames, fc.oneof(value, gateway, record(['a', 'toJSON'], value))),
  value,
);

describe('any JSON as what a caller sets is taken, or refused by an error of the AI SDK', () => {
  const fetch = async () => json({ response: 'x', data: [[1]] });

  test('as settings of the provider', async () => {
    const given = fc.oneof(record(settingNames, fc.oneof(hostileValue, gateway)), hostileValue);
    await fc.assert(
      fc.asyncProperty(given, async own => {
        const merged = typeof own === 'object' && !Array.isArray(own) ? { ...settings, fetch, ...own } : own;
        // What no type allows, JavaScript does.
        const create = async () => createWorkersAI(merged as never)(llama).doGenerate(hiOfV1);
        await create().catch(kept);
      }),
      runs,
    );
  });

  test('as options of models and of calls', async () => {
    const given = fc.record({
      ofModel: options,
      ofCall: options,
      key: fc.constantFrom('workersai', 'workers-ai'),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ ofModel, ofCall, key }) => {
        const workersai = createWorkersAI({ ...settings, fetch });
        const answer = json({ response: 'x', data: [[1]] });
        const providerOptions = { [key]: ofCall };
        const call = { ...hiOfV1, providerMetadata: providerOptions as never };
        const values = ['a'];
        const tries: (() => unknown)[] = [
          () => workersai(llama, ofModel as never).doGenerate(call),
          () => workersai(llama).doGenerate(call),
          () => chatModel('v4', [answer]).model.doGenerate({ prompt: [], providerOptions }),
          () => workersai.embedding('@cf/baai/bge-m3', ofModel as never).doEmbed({ values }),
          () => embeddingModel('v4', [answer]).model.doEmbed({ values, providerOptions }),
          () => workersai.run('@cf/any/model', { text: 'x' }, ofCall as never),
          () => workersai.gateway.patchLog('log', ofCall as never),
          () => workersai.gateway.getLog('log', ofCall as never),
        ];
        for (const attempt of tries) await (async () => attempt())().catch(kept);
      }),
      runs,
    );
  });

  test('as the id of a model or of a log', async () => {
    const ids = fc.oneof(
      hostileValue.filter(value => typeof value !== 'object' || value === null),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@cf/../x', '@cf/a?b', '@cf/a%2fb', '．．'),
    );
    await fc.assert(
      fc.asyncProperty(ids, async own => {
        const { fetch, sent } = stubFetch(json({ response: 'x' }), json({}));
        const workersai = createWorkersAI({ ...settings, fetch });
        await (async () => workersai(own as never).doGenerate(hiOfV1))().catch(kept);
        await workersai.gateway.getLog(own as never).catch(kept);
        for (const { url } of sent) expect(new URL(url).href).toBe(url);
      }),
      runs,
    );
  });
});
