import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { namesIn, snippetsOf } from '../examples/pages.ts';
import { runTsx } from '../examples/spawn.ts';
import { typeCheck } from '../examples/type-check.ts';
import { stubFetch } from '../transport/stub-fetch.ts';

const page = 'docs/models-of-other-vendors.md';
const snippets = snippetsOf(page);

/** The packages that a snippet imports, as they are installed here for the `ai` of its entry. */
function installed(code: string): string {
  const major = /'workers-ai-gateway\/ai(\d)'/.exec(code)?.[1];
  return code.replace(/from '@(ai-sdk|openrouter)\/([\w-]+)'/g, (_from, scope, name) => {
    const bare = scope === 'openrouter' ? 'openrouter' : name;
    return `from './test/vendors/node_modules/${bare}-${major}'`;
  });
}

describe('the snippets of docs/models-of-other-vendors.md', () => {
  test('the compiler takes them all', () => {
    expect(typeCheck(new Map(snippets.map(({ name, code }) => [name, installed(code)])))).toEqual([]);
    expect(snippets.length).toBeGreaterThan(8);
  });

  test('the first with a package of OpenAI prints the answer and the id of its log', async () => {
    const gateway = createLocalGateway();
    const { environment, close } = await gateway.listen();
    const snippet = snippets.find(({ code }) => code.includes('createOpenAI('));
    const code = installed(snippet?.code ?? '').replaceAll(
      /'\.\/(test\/[^']*)'/g,
      `'${process.cwd()}/../../$1/dist/index.js'`,
    );
    const { status, stdout, stderr } = await runTsx(['--input-type=module', '-e', code], environment);
    await close();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(gateway.logs[0]?.id);
  });

  test('vendors are named as connect knows them', () => {
    const { connect } = createWorkersAI().gateway;
    const names = namesIn(page, 'Vendors');
    expect(names).toHaveLength(25);
    for (const name of names) expect(() => connect(name as 'openai')).not.toThrow();
  });
});

const gatewayURL = 'https://gateway.ai.cloudflare.com/v1/acct/gw';

/** Runs a snippet with a recording fetch in place of the network, and returns what its exports are. */
async function opened(title: string) {
  const { fetch, sent } = stubFetch(...Array.from({ length: 4 }, () => new Response('{}', { status: 400 })));
  const workersai = createWorkersAI({ accountId: 'acct', apiKey: 'cf', gateway: 'gw', fetch });
  const snippet = snippets.find(({ code }) => code.includes(title));
  const code = (snippet?.code ?? '')
    .replace(/import \{ (\w+) \} from '@ai-sdk\/([\w-]+)';/g, "const { $1 } = await load('$2');")
    .replace(/import .*\n/g, '')
    .replaceAll('export const ', 'out.');
  const out: Record<string, unknown> = {};
  const load = (name: string) =>
    import(/* @vite-ignore */ new URL(`node_modules/${name}-6/dist/index.mjs`, import.meta.url).href);
  await new (Object.getPrototypeOf(async () => {}).constructor)('workersai', 'load', 'out', code)(
    workersai,
    load,
    out,
  );
  return { out, sent };
}

interface Model {
  doGenerate(call: object): Promise<unknown>;
}

/** Calls a model, and leaves what comes of an answer that says no. */
const generate = (model: unknown, call: object) => (model as Model).doGenerate(call).catch(() => {});

const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];

describe('recipes, with a recording fetch', () => {
  test('Azure', async () => {
    const { out, sent } = await opened('createAzure(');
    await generate(out.model, { prompt });
    expect(sent[0]?.url).toBe(
      `${gatewayURL}/azure-openai/my-resource/my-deployment/chat/completions?api-version=2024-10-21`,
    );
    expect(sent[0]?.headers).not.toHaveProperty('api-key');
  });

  test('Bedrock signs the address of AWS', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'AKIA';
    process.env.AWS_SECRET_ACCESS_KEY = 'secret';
    const { out, sent } = await opened('createAmazonBedrock(');
    const bedrock = out.bedrock as (id: string) => Model;
    await generate(bedrock('anthropic.claude-haiku-4-5-v1:0'), { prompt });
    expect(sent[0]?.url).toBe(
      `${gatewayURL}/aws-bedrock/bedrock-runtime/us-east-1/model/anthropic.claude-haiku-4-5-v1%3A0/converse`,
    );
    expect(sent[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIA\/.*SignedHeaders=[^,]*host/,
    );
  });

  test.each([
    [
      'replicate',
      'black-forest-labs/flux-schnell',
      '/replicate/models/black-forest-labs/flux-schnell/predictions',
    ],
    ['fal', 'fal-ai/flux/schnell', '/fal/fal-ai/flux/schnell'],
  ])('%s', async (name, id, path) => {
    const { out, sent } = await opened('createReplicate(');
    const { image } = out[name] as { image(id: string): Model };
    await generate(image(id), { prompt: 'A cat', n: 1, providerOptions: {} });
    expect(sent[0]?.url).toBe(gatewayURL + path);
    expect(JSON.stringify(sent[0]?.headers)).not.toContain('no-key');
  });

  test.each([
    ['elevenlabs', 'eleven_v3', '/elevenlabs/v1/text-to-speech/'],
    ['deepgram', 'aura-2-helena-en', '/deepgram/v1/speak?model=aura-2-helena-en'],
  ])('%s', async (name, id, path) => {
    const { out, sent } = await opened('createReplicate(');
    const { speech } = out[name] as { speech(id: string): Model };
    await generate(speech(id), { text: 'Hi', providerOptions: {} });
    expect(sent[0]?.url).toContain(gatewayURL + path);
    expect(JSON.stringify(sent[0]?.headers)).not.toContain('no-key');
  });

  test('a custom provider', async () => {
    const { out, sent } = await opened('createTogetherAI(');
    const together = out.together as (id: string) => Model;
    await generate(together('meta-llama/Llama-3.3-70B'), { prompt });
    expect(sent[0]?.url).toBe(`${gatewayURL}/custom-together/chat/completions`);
  });
});
