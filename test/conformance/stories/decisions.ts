import assert from 'node:assert/strict';
import { readMetadata } from 'workers-ai-gateway';
import { failure, json } from 'workers-ai-gateway/testing';
import type { DecideCall, Decided, Provider, Sdk } from '../sdk.ts';
import type { Story } from '../world.ts';
import { clef } from './models.ts';
import { eventually, gatewayHeaders, only, rejection } from './read.ts';

const state = 'Our servers are down, and it is urgent!';
const questions = {
  urgent: { type: 'boolean', instructions: 'Is it urgent?' },
  team: { type: 'choice', instructions: 'Who?', criteria: { billing: 'money', tech: 'servers', hr: null } },
  anger: { type: 'score', instructions: 'How angry?', criteria: ['calm', 'annoyed', 'furious'] },
};

function decide<L, E>(
  sdk: Sdk<L, E>,
  { workersai, ...call }: Partial<DecideCall> & { workersai: Provider<L, E> },
): Promise<Decided> {
  assert.ok(sdk.decide && workersai.decisionModel);
  return sdk.decide({ model: workersai.decisionModel(clef), state, questions, ...call });
}

const anywhere: Story[] = [
  {
    name: 'decides on a boolean, a choice and a score',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const { answers, tokens, metadata, headers, warnings, result } = await decide(sdk, { workersai });
      assert.deepEqual(
        Object.entries(answers).map(([id, answer]) => [id, Object(answer).type]),
        Object.entries(questions).map(([id, { type }]) => [id, type]),
      );
      assert.equal(Object(answers.team).choice, 'tech');
      assert.ok(Object(answers.urgent).probability > 0.5);
      assert.ok(Number(tokens) > 0);
      assert.deepEqual(warnings, []);
      assert.equal(headers['cf-aig-log-id'], local.requests[0]?.logId);
      assert.deepEqual(readMetadata(result), metadata);
      assert.deepEqual(only(seen()).inputs, {
        model: 'clef',
        state,
        questions: { ...questions, urgent: { ...questions.urgent, type: 'noul' } },
      });
    },
  },
  {
    name: 'decides on JSON and images',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const image = { type: 'file', mediaType: 'image', data: 'iVBORw0KGgo=' };
      await decide(sdk, { workersai, state: { team: 'hr' } });
      await decide(sdk, { workersai, state: [{ type: 'text', text: 'Look:' }, image] });
      assert.deepEqual(
        seen().map(({ inputs }) => [inputs.state, inputs.images]),
        [
          [{ team: 'hr' }, undefined],
          [['Look:', '[image 1]'], ['data:image/png;base64,iVBORw0KGgo=']],
        ],
      );
    },
  },
  {
    name: 'decides where the service rounds worse than it does',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const probabilities = { billing: 0.33, tech: 0.33, hr: 0.32 };
      local.reply(json({ answers: { team: { type: 'choice', choice: 'tech', probabilities } } }));
      const { answers } = await decide(sdk, { workersai, questions: { team: questions.team } });
      assert.deepEqual(answers.team, { type: 'choice', choice: 'tech', probabilities });
    },
  },
  {
    name: 'tells why it could not be decided, and asks once',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      for (const part of [failure(3036), failure(5006), json({ response: 'yes' })]) {
        local.reply(part);
        const error = await rejection(decide(sdk, { workersai }));
        assert.equal(error.name, 'AI_APICallError');
        assert.equal(error.isRetryable, false);
      }
      assert.equal(local.requests.length, 3);
    },
  },
  {
    name: 'gives a decision model to a registry and a custom provider',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const custom = sdk.custom({ languageModels: {}, embeddingModels: {}, fallback: workersai });
      for (const model of [
        sdk.registry(workersai).decisionModel?.(`workersai:${clef}`),
        custom.decisionModel?.(clef),
      ])
        assert.equal(Object.keys((await decide(sdk, { workersai, model })).answers).length, 3);
    },
  },
];

const throughGateway: Story = {
  name: 'decides through the cache, with options of provider, model and call',
  needs: ['decisions', 'gateway'],
  run: async ({ sdk, open }) => {
    const { workersai, seen } = await open({ settings: { gateway: { cacheTtl: 300 } } });
    const model = workersai.decisionModel?.(clef, { gateway: { eventId: 'model', cacheKey: 'model' } });
    const call = { workersai, model, options: { gateway: { cacheKey: 'call' } } };
    const statuses = [await decide(sdk, call), await decide(sdk, call)].map(
      ({ metadata }) => metadata.cacheStatus,
    );
    assert.deepEqual(statuses, ['MISS', 'HIT']);
    for (const { headers } of seen())
      assert.deepEqual(gatewayHeaders(headers), {
        'cf-aig-cache-ttl': '300',
        'cf-aig-event-id': 'model',
        'cf-aig-cache-key': 'call',
      });
  },
};

const aborts: Story = {
  name: 'ends a decision that is aborted, on the other side too',
  needs: ['decisions', 'aborts'],
  run: async ({ sdk, open }) => {
    let isEnded = false;
    const { local, workersai } = await open({
      local: {
        decide: (_, { signal }) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => {
              isEnded = true;
              reject(signal.reason);
            }),
          ),
      },
    });
    const abort = new AbortController();
    const outcome = rejection(decide(sdk, { workersai, abortSignal: abort.signal }));
    await eventually('the request is under way', () => local.requests.length === 1);
    abort.abort();
    assert.equal((await outcome).name, 'AbortError');
    await eventually('the service ends it', () => isEnded);
  },
};

export const decisionStories: readonly Story[] = [
  ...anywhere.map(story => ({ ...story, needs: 'decisions' as const })),
  throughGateway,
  aborts,
];
