import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createLocalGateway, type LocalGateway, text } from 'workers-ai-gateway/testing';
import { valueFor } from '../../src/local-gateway/stand-in/schema/value.ts';
import { cpuOf } from '../growth/cpu.ts';
import { llama, user } from './post.ts';

const root = 'https://gateway.ai.cloudflare.com/v1/account/gateway';
const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };

async function post({ fetch }: LocalGateway, path: string, body: unknown, more: Record<string, string> = {}) {
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const url = path.startsWith('https:') ? path : `${root}/${path}`;
  const response = await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body: sent });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

describe('size', () => {
  test('requests are forgotten beyond 64 MiB of bodies, each held as bytes, text and JSON', async () => {
    const gateway = createLocalGateway({ keep: 100 });
    const body = JSON.stringify(user('x'.repeat(5 * 1024 * 1024)));
    for (let index = 0; index < 8; index++) await post(gateway, `workers-ai/${llama}`, body);
    expect(gateway.requests).toHaveLength(4);
  });

  test('answers in the cache are forgotten beyond 64 MiB, the oldest first', async () => {
    const gateway = createLocalGateway({ cacheTtl: 3600 });
    const answers: string[] = [];
    for (let index = 0; index < 8; index++) {
      gateway.reply(text('x'.repeat(10 * 1024 * 1024)));
      await post(gateway, `workers-ai/${llama}`, user(`${index}`));
    }
    for (const index of [7, 0]) {
      const { headers } = await post(gateway, `workers-ai/${llama}`, user(`${index}`));
      answers.push(headers.get('cf-aig-cache-status') ?? '');
    }
    expect(answers).toEqual(['HIT', 'MISS']);
  });

  test.each(['x', ' ', '1'])('three megabytes of %j without a gap are answered and embedded', async piece => {
    const text = piece.repeat(3_000_000);
    const gateway = createLocalGateway();
    const answer = JSON.parse((await post(gateway, `workers-ai/${llama}`, user(text))).body);
    expect(answer.result.usage.prompt_tokens).toBeGreaterThan(100_000);
    const vector = JSON.parse((await post(gateway, 'workers-ai/@cf/baai/bge-small-en-v1.5', { text })).body);
    expect(vector.result.shape).toEqual([1, 384]);
  });

  test('a log of large requests holds their heads alone in memory', async () => {
    const program = fileURLToPath(new URL('log-memory.ts', import.meta.url));
    const args = ['--expose-gc', '--import', 'tsx', program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { logs, bytes }: { logs: number; bytes: number } = JSON.parse(stdout);
    expect(logs).toBe(20);
    // 20 requests of 2 MB, whose heads are 10 kB.
    expect(bytes).toBeLessThan(10_000_000);
  }, 60_000);
});

describe('schemas that cost too much', () => {
  const strings = (count: number, schema: object) => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string', ...schema }]),
    ),
  });

  test.each<[string, object]>([
    ['nested repeats', { type: 'string', pattern: '^(a+)+$' }],
    ['many repeats', { type: 'string', pattern: `^${'a*'.repeat(40)}$`, minLength: 20_000 }],
    ['deep repeats', { type: 'string', pattern: `^${'('.repeat(40)}a+${')+'.repeat(40)}$` }],
    ['counts of counts', { type: 'string', pattern: '^((a{1,1000}){1,1000}){1,1000}$' }],
    ['alternatives', { type: 'string', pattern: `^(${'a|a|'.repeat(300)}a)*$` }],
    ['thousands of them', strings(2000, { pattern: '^(a|aa)+$' })],
    ['thousands of long ones', strings(2000, { pattern: `^${'[ab]'.repeat(499)}$` })],
    ['thousands of choices', strings(2000, { enum: ['tea', 'milk'] })],
    ['thousands of addresses', strings(2000, { format: 'email' })],
    ['thousands of formulas', strings(2000, { title: 'formula' })],
    ['itself, ten times at each of its levels', { allOf: Array.from({ length: 10 }, () => ({ $ref: '#' })) }],
    ['a megabyte', { type: 'string', pattern: '('.repeat(1_000_000) }],
  ])('a schema costs at most 100 ms of CPU: %s', async (_name, schema) => {
    const asked = 'a'.repeat(5000);
    const took = await cpuOf(async () => valueFor(schema, { text: asked }), { runs: 5 });
    expect(took).toBeLessThan(100);
  });

  test.each(['1', '(', '«', 'Ada x ', 'a@', 'a.', 'http://', ' - 1'])(
    'half a megabyte of %j in the prompt costs less than a second of CPU',
    async piece => {
      const asked = piece.repeat(500_000 / piece.length);
      const format = (name: string) => ({ type: 'string', format: name });
      const schema = {
        properties: { city: {}, formula: { type: 'string' }, mail: format('email'), day: format('date') },
      };
      expect(await cpuOf(async () => valueFor(schema, { text: asked }), { runs: 1 })).toBeLessThan(1000);
    },
  );
});

describe('names that every object has', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  test.each(names)('a path that ends in %s leads nowhere', async name => {
    const gateway = createLocalGateway();
    expect((await post(gateway, `workers-ai/v1/${name}`, user('Hi'))).status).toBe(404);
    expect((await post(gateway, `compat/${name}`, user('Hi'))).status).toBe(404);
  });

  test.each(names)('a filter of logs by %s is none, and deletes nothing', async name => {
    const gateway = createLocalGateway();
    await post(gateway, `workers-ai/${llama}`, user('Hi'));
    const url = 'https://api.cloudflare.com/client/v4/accounts/a/ai-gateway/gateways/gateway/logs';
    for (const filter of [
      { key: name, operator: 'eq', value: 'x' },
      { key: 'model', operator: name, value: 'x' },
    ]) {
      const query = new URLSearchParams({ filters: JSON.stringify([filter]) });
      expect((await gateway.fetch(`${url}?${query}`, { method: 'DELETE', headers })).status).toBe(400);
    }
    expect(gateway.logs).toHaveLength(1);
  });

  test.each(names)('a property %s of a schema is filled, and changes nothing else', async name => {
    const gateway = createLocalGateway();
    const properties = JSON.parse(
      `{"${name}":{"type":"object","properties":{"polluted":{"type":"boolean"}}}}`,
    );
    const format = { type: 'json_schema', json_schema: { type: 'object', properties, required: [name] } };
    const { body } = await post(gateway, `workers-ai/${llama}`, { ...user('Hi'), response_format: format });
    expect(body).toContain(`"${name}":{"polluted":true}`);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  test.each(names)('%s as a key anywhere in a request changes nothing', async name => {
    const gateway = createLocalGateway({ cacheTtl: 60 });
    const value = `{"${name}":{"polluted":true}}`;
    const body = `{"${name}":{"polluted":true},"messages":[{"role":"user","content":"Hi","${name}":${value}}],"tools":[{"type":"function","function":{"name":"${name}","description":"a tool","parameters":${value}}}]}`;
    const metadata = {
      'cf-aig-metadata': `{"${name}":"polluted"}`,
      'cf-aig-backoff': name,
      'cf-aig-max-attempts': '2',
    };
    expect((await post(gateway, `workers-ai/${llama}`, body, metadata)).status).toBe(200);
    const entry = `{"provider":"workers-ai","endpoint":"${llama}","headers":${value},"query":${body}}`;
    expect((await post(gateway, '', `[${entry}]`)).status).toBe(200);
    expect('polluted' in {}).toBe(false);
    expect(Object.hasOwn(gateway.logs[0]?.metadata ?? {}, name)).toBe(true);
  });
});
