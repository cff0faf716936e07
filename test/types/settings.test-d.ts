import { expectTypeOf, test } from 'vitest';
import {
  type ChatOptions,
  createWorkersAI,
  type GatewayOptions,
  type readMetadata,
  type WorkersAISettings,
  workersai,
} from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8';
const bge = '@cf/baai/bge-base-en-v1.5';

test('what the documentation shows compiles', () => {
  createWorkersAI();
  createWorkersAI({});
  createWorkersAI({ accountId: 'a', apiKey: 'k', gateway: 'my-gateway' });
  createWorkersAI({ apiKey: () => 'k', gatewayToken: async () => 't', gateway: false });
  createWorkersAI({
    gateway: {
      id: 'my-gateway',
      skipCache: false,
      cacheTtl: 3360,
      metadata: { user: 1n, team: 'search', paid: true },
      retries: { maxAttempts: 3, retryDelayMs: 100, backoff: 'exponential' },
    },
  });
  createWorkersAI(createLocalGateway().settings);
  createWorkersAI({ fetch: globalThis.fetch, headers: { 'x-team': undefined } });
});

test('what the environment may lack is taken as not given', () => {
  createWorkersAI({
    accountId: process.env.CLOUDFLARE_ACCOUNT_ID,
    apiKey: process.env.CLOUDFLARE_API_TOKEN,
    gateway: { id: process.env.CLOUDFLARE_GATEWAY_ID },
  });
  workersai(llama, { maxTokens: undefined, gateway: undefined });
  workersai.embedding(bge, { pooling: undefined });
});

test('unknown settings do not compile', () => {
  // @ts-expect-error the setting is apiKey
  createWorkersAI({ apiToken: 'k' });
  // @ts-expect-error the setting is accountId
  createWorkersAI({ account: 'a' });
  // @ts-expect-error the option is cacheTtl
  createWorkersAI({ gateway: { id: 'g', cacheTTL: 60 } });
  // @ts-expect-error the option is retries.maxAttempts
  createWorkersAI({ gateway: { id: 'g', retries: { attempts: 3 } } });
  // @ts-expect-error the option is maxTokens
  workersai(llama, { max_tokens: 100 });
  // @ts-expect-error the option is gateway.skipCache
  workersai(llama, { skipCache: true });
  // @ts-expect-error the option is gateway.skipCache here too
  workersai(llama, { gateway: { skipcache: true } });
  // @ts-expect-error pooling belongs to embeddings
  workersai(llama, { pooling: 'cls' });
  // @ts-expect-error lora belongs to chat
  workersai.embedding(bge, { lora: 'mine' });
});

test('wrong values do not compile', () => {
  // @ts-expect-error an id is a string
  createWorkersAI({ accountId: 1 });
  // @ts-expect-error a function returns the key itself
  createWorkersAI({ apiKey: () => 1 });
  // @ts-expect-error true names no gateway
  createWorkersAI({ gateway: true });
  // @ts-expect-error seconds are a number
  createWorkersAI({ gateway: { id: 'g', cacheTtl: '60' } });
  // @ts-expect-error not a backoff that the gateway knows
  createWorkersAI({ gateway: { id: 'g', retries: { backoff: 'quadratic' } } });
  // @ts-expect-error metadata holds no objects
  createWorkersAI({ gateway: { id: 'g', metadata: { user: { id: 1 } } } });
  // @ts-expect-error metadata holds no null
  createWorkersAI({ gateway: { id: 'g', metadata: { user: null } } });
  // @ts-expect-error a base URL is a string
  createWorkersAI({ baseURL: new URL('https://gateway.ai.cloudflare.com/v1') });
  // @ts-expect-error a limit is a number
  workersai(llama, { maxTokens: '100' });
  // @ts-expect-error not a pooling that the models know
  workersai.embedding(bge, { pooling: 'max' });
  // @ts-expect-error an id is a string
  workersai(42);
});

/** The ids that are members of their own: plain `string` would have swallowed them, and none would complete. */
type Known<Id> = Id extends string ? (string extends Id ? never : Id) : never;
type ChatId = Parameters<typeof workersai>[0];
type EmbeddingId = Parameters<typeof workersai.embedding>[0];

test('model ids complete, and stay open', () => {
  expectTypeOf<typeof llama>().toExtend<Known<ChatId>>();
  expectTypeOf<typeof bge>().toExtend<Known<EmbeddingId>>();
  expectTypeOf<'@cf/no/such-model'>().not.toExtend<Known<ChatId>>();
  expectTypeOf<'@cf/no/such-model'>().not.toExtend<Known<EmbeddingId>>();
  workersai('@cf/no/such-model');
  workersai.embedding('@cf/no/such-model');
  const computed: string = llama;
  workersai(computed);
});

test('model ids complete by kind', () => {
  expectTypeOf<typeof bge>().not.toExtend<Known<ChatId>>();
  expectTypeOf<typeof llama>().not.toExtend<Known<EmbeddingId>>();
});

test('settings may not be changed behind the provider', () => {
  const settings: WorkersAISettings = { accountId: 'a' };
  // @ts-expect-error read only
  settings.accountId = 'b';
  const gateway: GatewayOptions = { id: 'g' };
  // @ts-expect-error read only
  gateway.id = 'h';
});

test('null turns reasoning off, and nothing else', () => {
  expectTypeOf<null>().toExtend<ChatOptions['reasoningEffort']>();
  // @ts-expect-error undefined leaves a setting out, not null
  workersai(llama, { lora: null });
});

test('metadata is read from anything, and has types of its own', () => {
  expectTypeOf<typeof readMetadata>().parameter(0).toBeUnknown();
  expectTypeOf<ReturnType<typeof readMetadata>>().toHaveProperty('logId').toEqualTypeOf<string | undefined>();
  expectTypeOf<ReturnType<typeof readMetadata>>().toHaveProperty('step').toEqualTypeOf<number | undefined>();
});
