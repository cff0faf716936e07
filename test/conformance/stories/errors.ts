import assert from 'node:assert/strict';
import { failure } from 'workers-ai-gateway/testing';
import type { Place, Story, World } from '../world.ts';
import { bge, distilbert, llama } from './models.ts';
import { collect, only, partsOf, rejection, toRejection } from './read.ts';

const prompt = 'Tell me a story';
const once = { maxRetries: 0 };

/** Each kind of call that can fail, by what it fails with. */
const failing: readonly {
  readonly kind: string;
  readonly fail: <L, E>(world: World<L, E>, place: Place<L, E>) => Promise<Readonly<Record<string, unknown>>>;
}[] = [
  {
    kind: 'an answer',
    fail: ({ sdk }, { workersai }) => rejection(sdk.text({ model: workersai(llama), prompt, ...once })),
  },
  {
    kind: 'a stream',
    fail: async ({ sdk }, { workersai }) => {
      const parts = await collect(sdk.stream({ model: workersai(llama), prompt, ...once }).parts);
      assert.deepEqual(partsOf(parts, 'text'), []);
      return toRejection(only(partsOf(parts, 'error')).error);
    },
  },
  {
    kind: 'an embedding',
    fail: ({ sdk }, { workersai }) =>
      rejection(sdk.embed({ model: workersai.embedding(bge), value: 'a', ...once })),
  },
  {
    kind: 'a run',
    fail: (_world, { workersai }) => rejection(workersai.run(distilbert, { text: 'Splendid!' })),
  },
];

/** https://developers.cloudflare.com/workers-ai/platform/errors/ and, for 2…, reports of the gateway's users. */
const errors: readonly {
  readonly code: number;
  readonly status: number;
  /** Of the same code on `/ai/run`, where it has another. */
  readonly runStatus?: number;
  readonly isRetryable: boolean;
  readonly says: RegExp;
}[] = [
  { code: 2001, status: 400, isRetryable: false, says: /create it in the dashboard/ },
  { code: 2003, status: 429, isRetryable: true, says: /Rate limited.*slow down/ },
  { code: 2005, status: 400, isRetryable: true, says: /Failed to get response from provider/ },
  {
    code: 2009,
    status: 401,
    isRetryable: false,
    says: /Unauthorized.*(gatewayToken or CF_AIG_TOKEN|the header cf-aig-authorization)/,
  },
  { code: 2016, status: 424, runStatus: 422, isRetryable: false, says: /Prompt blocked/ },
  { code: 2017, status: 424, runStatus: 422, isRetryable: false, says: /Response blocked/ },
  { code: 2021, status: 402, isRetryable: false, says: /Insufficient balance/ },
  { code: 2041, status: 429, isRetryable: false, says: /Spend limit exceeded/ },
  { code: 3006, status: 413, isRetryable: false, says: /Shorten the input/ },
  { code: 3007, status: 408, isRetryable: true, says: /took too long/ },
  { code: 3036, status: 429, isRetryable: false, says: /Workers Paid plan/ },
  { code: 3040, status: 429, isRetryable: true, says: /Capacity temporarily exceeded/ },
  { code: 3042, status: 404, isRetryable: false, says: /Check the model id/ },
  { code: 4006, status: 429, isRetryable: false, says: /Workers Paid plan/ },
  { code: 4007, status: 500, isRetryable: true, says: /internal server error/ },
  { code: 5006, status: 400, isRetryable: false, says: /Bad input.*see its schema/ },
  { code: 5007, status: 400, isRetryable: false, says: /No such model.*Check the model id/ },
  { code: 5016, status: 403, isRetryable: false, says: /Accept the model.s license/ },
  { code: 5021, status: 413, isRetryable: false, says: /context window limit/ },
  { code: 5035, status: 403, isRetryable: false, says: /Workers Paid plan/ },
  { code: 8001, status: 400, isRetryable: false, says: /Invalid input/ },
  { code: 10000, status: 401, isRetryable: false, says: /Authentication error.*API token/ },
];

const scripted = errors.map(
  ({ code, status, runStatus = status, isRetryable, says }): Story => ({
    name: `tells of error ${code} in every kind of call alike`,
    run: async world => {
      const place = await world.open();
      for (const { kind, fail } of failing) {
        place.local.reply(failure(code));
        const error = await fail(world, place);
        const { name, statusCode, isRetryable: may, message } = error;
        const expected = /\/ai\/run(\/|$)/.test(place.seen().at(-1)?.request.path ?? '') ? runStatus : status;
        assert.deepEqual([name, statusCode, may], ['AI_APICallError', expected, isRetryable], kind);
        assert.match(String(message), new RegExp(`^Workers AI error ${code}: `), kind);
        assert.match(String(message), says, kind);
        assert.deepEqual(dataOf(error), { code, logId: place.seen().at(-1)?.request.logId }, kind);
      }
      assert.equal(place.seen().length, failing.length);
    },
  }),
);

const dataOf = ({ data }: Readonly<Record<string, unknown>>) => {
  const { requestId: _id, ...told } = Object(data);
  return told;
};

const met: Story[] = [
  {
    name: 'tells of a gateway that there is not',
    needs: 'gateway',
    run: async world => {
      const settings = { gateway: { id: 'other' } };
      const place = await world.open({ local: { gateways: ['mine'] }, settings });
      for (const { kind, fail } of failing)
        assert.deepEqual(dataOf(await fail(world, place)), { code: 2001, logId: undefined }, kind);
      assert.deepEqual(new Set(place.seen().map(({ gateway }) => gateway)), new Set(['other']));
    },
  },
  {
    name: 'tells of the rate limit of the gateway, with the id of the log',
    needs: 'gateway',
    run: async world => {
      const place = await world.open({
        local: { rateLimit: { requests: 1, seconds: 60, technique: 'sliding' } },
      });
      await world.sdk.text({ model: place.workersai(llama), prompt });
      for (const { kind, fail } of failing) {
        const error = await fail(world, place);
        const logId = place.seen().at(-1)?.request.logId;
        assert.equal(typeof logId, 'string');
        assert.deepEqual(dataOf(error), { code: 2003, logId }, kind);
        assert.equal(error.isRetryable, true);
      }
    },
  },
  {
    name: 'tells of a model that there is not',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const error = await rejection(sdk.text({ model: workersai('@cf/none'), prompt, ...once }));
      assert.equal(error.statusCode, 400);
      assert.match(
        error.message,
        /^Workers AI error 5007: No such model @cf\/none or task\. Check the model/,
      );
    },
  },
  {
    name: 'tells of an input that the model does not take',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const model = workersai(llama, { extraInputs: { messages: 'none' } });
      const error = await rejection(sdk.text({ model, prompt, ...once }));
      assert.equal(error.statusCode, 400);
      assert.match(error.message, /^Workers AI error 5006: Bad input: .*messages/);
    },
  },
];

const tokens: Story[] = [
  {
    name: 'tells of a wrong API token',
    needs: 'tokens',
    run: async world => {
      const place = await world.open({ local: { token: 'right' }, settings: { apiKey: 'wrong' } });
      for (const { kind, fail } of failing) {
        const error = await fail(world, place);
        assert.equal(error.statusCode, 401);
        assert.deepEqual(dataOf(error), { code: 10000, logId: place.seen().at(-1)?.request.logId }, kind);
        assert.doesNotMatch(JSON.stringify(error), /wrong/);
      }
    },
  },
  {
    name: 'tells of a wrong token of the gateway',
    needs: 'gateway token',
    run: async world => {
      const place = await world.open({
        local: { gatewayToken: 'right' },
        settings: { gatewayToken: 'wrong' },
      });
      for (const { kind, fail } of failing) {
        const error = await fail(world, place);
        assert.equal(error.statusCode, 401);
        assert.deepEqual(dataOf(error), { code: 2009, logId: undefined }, kind);
        assert.match(String(error.message), /set gatewayToken or CF_AIG_TOKEN/);
        assert.doesNotMatch(JSON.stringify(error), /wrong/);
      }
    },
  },
  {
    // Cloudflare's API and the binding have authenticated the account before the gateway is asked.
    name: 'needs no token of the gateway',
    without: 'gateway token',
    run: async ({ sdk, open }) => {
      const { workersai } = await open({
        local: { gatewayToken: 'right' },
        settings: { gatewayToken: undefined },
      });
      const answer = await sdk.text({ model: workersai(llama), prompt, ...once });
      assert.notEqual(answer.text, '');
    },
  },
  ...(['apiKey', 'gatewayToken'] as const).map(
    (name): Story => ({
      name: `says at once that ${name} cannot be combined with a binding`,
      without: 'tokens',
      run: async ({ open }) => {
        const error = await rejection(open({ settings: { [name]: 'token' } }));
        assert.equal(error.name, 'AI_InvalidArgumentError');
        assert.match(error.message, new RegExp(`${name}.* cannot be combined with binding`));
      },
    }),
  ),
];

export const errorStories: readonly Story[] = [...scripted, ...met, ...tokens];
