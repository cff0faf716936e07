import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import type { ChatWarning } from '../../../src/chat/types.ts';
import { dialect } from '../../../src/sdk/shared/dialect-v3-v4.ts';
import { toCallDetails } from '../../../src/sdk/v1/result.ts';
import { dialect as dialect2 } from '../../../src/sdk/v2/dialect.ts';
import { json, llama, settings, sse, stubFetch } from '../../transport/stub-fetch.ts';
import { hi as hi4 } from '../v1/call-options.ts';
import { limits, type Said } from './limits.ts';
import { bge, chatModel, collect, embeddingModel, frames, hi } from './models.ts';

type Version = keyof typeof limits;
const versions: readonly Version[] = ['v1', 'v2', 'v3', 'v4'];

const toWarning: Readonly<Record<Version, (warning: ChatWarning) => unknown>> = {
  v1: warning => {
    const request = { inputs: {}, body: undefined };
    return toCallDetails({ request, response: { headers: {}, metadata: {} }, warnings: [warning] })
      .warnings[0];
  },
  v2: dialect2.warning,
  v3: dialect.warning,
  v4: dialect.warning,
};

/** A stream and what stands beside it. */
async function streamed(version: Version, body: string): Promise<{ parts: object[]; beside: object }> {
  const answer = sse(body, { headers: { 'cf-aig-log-id': 'the-log-id', 'x-other': 'the-header' } });
  if (version === 'v1') {
    const { fetch } = stubFetch(answer);
    const { stream, ...beside } = await createWorkersAI({ ...settings, fetch })(llama).doStream(hi4);
    return { parts: await collect(stream), beside };
  }
  const call = { ...hi, includeRawChunks: true };
  const { stream, ...beside } = await chatModel(version, [answer]).model.doStream(call);
  return { parts: await collect(stream), beside };
}

async function embedded(version: Version): Promise<object> {
  const body = { data: [[17, 18]], usage: { prompt_tokens: 1606 }, extra: 'the-body' };
  const answer = json(body, { headers: { 'cf-aig-log-id': 'the-log-id', 'x-other': 'the-header' } });
  const { fetch } = stubFetch(answer);
  const call = { values: ['a'], dimensions: 64 };
  return version === 'v1'
    ? createWorkersAI({ ...settings, fetch })
        .embedding(bge)
        .doEmbed(call)
    : embeddingModel(version, [answer]).model.doEmbed(call);
}

/** Whether a value stands anywhere in another. */
function holds(place: unknown, value: unknown): boolean {
  if (typeof place === 'string' && typeof value === 'string') return place.includes(value);
  if (place instanceof Date) return value instanceof Date && place.getTime() === value.getTime();
  if (typeof place !== 'object' || place === null) return place === value;
  return Reflect.ownKeys(place).some(key => holds(Reflect.get(place, key), value));
}

const at = (place: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), place);

/** An answer in which every single thing has a value that nothing else has. */
const usage = {
  prompt_tokens: 1101,
  completion_tokens: 1202,
  total_tokens: 1303,
  prompt_tokens_details: { cached_tokens: 1404 },
  completion_tokens_details: { reasoning_tokens: 1505 },
  extra: 'the-raw-usage',
};
const call = { index: 0, id: 'the-call-id', function: { name: 'the-tool', arguments: '{"the":"input"}' } };
const body = frames(
  {
    id: 'the-id',
    model: 'the-model',
    created: 1_700_000_000,
    choices: [{ delta: { content: 'the-text', reasoning_content: 'the-thought' } }],
    extra: 'the-raw-chunk',
  },
  { choices: [{ delta: { tool_calls: [call] } }] },
  {
    choices: [{ delta: {}, finish_reason: 'the-raw-reason' }],
    usage,
    gatewayMetadata: { keySource: 'the-key-source' },
  },
).replace('data: [DONE]', 'data: {the-unreadable\n\ndata: [DONE]');

type Apart = 'order' | 'finish.notes' | `warning.${string}` | `embedding.${string}`;

/** The one value of each thing in that answer. */
const values: Readonly<Record<Exclude<Said, Apart>, unknown>> = {
  'metadata.id': 'the-id',
  'metadata.model': 'the-model',
  'metadata.created': new Date(1_700_000_000_000),
  'text.text': 'the-text',
  'reasoning.text': 'the-thought',
  'tool-input.id': 'the-call-id',
  'tool-input.name': 'the-tool',
  'tool-input.text': '{"the":"input"}',
  'tool-call.id': 'the-call-id',
  'tool-call.name': 'the-tool',
  'tool-call.input': '{"the":"input"}',
  'raw.value': 'the-raw-chunk',
  'error.error': '{the-unreadable',
  'finish.reason.unified': 'tool-calls',
  'finish.reason.raw': 'the-raw-reason',
  'finish.usage.input.total': 1101,
  'finish.usage.output.total': 1202,
  'finish.usage.total': 1303,
  'finish.usage.input.cached': 1404,
  'finish.usage.output.reasoning': 1505,
  'finish.usage.raw': 'the-raw-usage',
  'finish.keySource': 'the-key-source',
  'request.inputs': 'Hi',
  'response.headers': 'the-header',
  'response.metadata': 'the-log-id',
};

const embeddingValues = {
  'embedding.embeddings': 18,
  'embedding.tokens': 1606,
  'embedding.warnings': 'dimensions',
  'embedding.response.headers': 'the-header',
  'embedding.response.metadata': 'the-log-id',
  'embedding.response.body': 'the-body',
} satisfies { [Name in Extract<Said, `embedding.${string}`>]: unknown };

const warnings: { [Name in Extract<Said, `warning.${string}`>]: ChatWarning } = {
  'warning.setting': { type: 'setting', setting: 'topK', details: 'No.' },
  'warning.compatibility': { type: 'compatibility', feature: 'the-feature', details: 'Nearly.' },
  'warning.other': { type: 'other', message: 'Mind this.' },
};

const rowsOf = <Name extends Said, Value>(table: Readonly<Record<Name, Value>>) =>
  Object.entries<Value>(table).flatMap(([key, value]) =>
    versions.map(version => {
      const limit = Object.entries(limits[version]).find(([name]) => name === key)?.[1];
      return { name: key, version, value, limit };
    }),
  );
const title = '$name in $version: $limit';

/** Raw chunks say everything over again: only they are looked at for them, and never for anything else. */
const isLookedAt = (name: string) => (part: object) =>
  Reflect.get(part, 'type') === 'raw' ? name === 'raw.value' : name.startsWith(typeName(part));

/** The event of the core that a part is made of. */
const typeName = (part: object): string =>
  ({ 'response-metadata': 'metadata' })[String(Reflect.get(part, 'type'))] ??
  String(Reflect.get(part, 'type'))
    .replace('tool-call-delta', 'tool-input')
    .replace(/-(?:start|delta|end)$/, '');

test.each(rowsOf(values))(title, async ({ name, version, value, limit }) => {
  const { parts, beside } = await streamed(version, body);
  const places = /^re(?:quest|sponse)\./.test(name) ? [beside] : parts.filter(isLookedAt(name));
  if (limit?.startsWith('as ')) expect(holds(at(parts.at(-1), limit.slice(3)), value)).toBe(true);
  else expect(holds(places, value)).toBe(limit === undefined);
});

test.each(rowsOf(embeddingValues))(title, async ({ version, value, limit }) => {
  const result = await embedded(version);
  if (limit?.startsWith('as ')) expect(holds(at(result, limit.slice(3)), value)).toBe(true);
  else expect(holds(result, value)).toBe(limit === undefined);
});

test.each(rowsOf(warnings))(title, ({ version, value, limit }) => {
  const isOther = value.type === 'other' || limit === 'as a warning of the type other';
  const warning = toWarning[version](value);
  expect(Reflect.get(Object(warning), 'type') === 'other').toBe(isOther);
  expect(holds(warning, 'feature' in value ? value.feature : 'topK')).toBe(value.type !== 'other');
});

test.each(versions)('finish.notes in %s', async version => {
  const { parts } = await streamed(version, frames({ choices: [{ delta: {}, finish_reason: 'length' }] }));
  expect(limits[version]['finish.notes']).toBe('as providerMetadata.workersai.notes');
  expect(at(parts.at(-1), 'providerMetadata.workersai.notes')).toEqual([expect.stringContaining('was cut')]);
});

describe('order', () => {
  const mixed = frames(
    { choices: [{ delta: { content: 'a' } }] },
    { choices: [{ delta: { reasoning_content: 'b' } }] },
    { choices: [{ delta: { content: 'c' }, finish_reason: 'stop' }] },
  );

  test('is lost in v1: texts are joined', async () => {
    const { fetch } = stubFetch(sse(mixed));
    const result = await createWorkersAI({ ...settings, fetch })(llama).doGenerate(hi4);
    expect(limits.v1.order).toBe('lost');
    expect(result).toMatchObject({ text: 'ac', reasoning: 'b' });
  });

  test.each(['v2', 'v3', 'v4'] as const)('is kept in %s', async version => {
    const { content } = await chatModel(version, [sse(mixed)]).model.doGenerate(hi);
    expect(limits[version]).not.toHaveProperty('order');
    expect(content).toMatchObject([{ text: 'a' }, { type: 'reasoning', text: 'b' }, { text: 'c' }]);
  });
});
