import { describe, expect, test } from 'vitest';
import { createLocalGateway, failure, reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import { type Provider, providerOf } from './fallback.ts';
import { modelOf } from './load.ts';
import { type Major, majors } from './majors.ts';
import { type Model, rows } from './models.ts';

interface Member {
  readonly name: string;
  readonly vendor: string;
  readonly open: (workersai: Provider, major: Major) => Promise<Model>;
}

const members: readonly Member[] = [
  ...rows.map(row => ({
    name: row.name,
    vendor: row.vendor,
    open: ({ gateway }: Provider, major: Major) =>
      modelOf(row, { major, settings: gateway.connect(row.vendor) }),
  })),
  // The ids of their calls: longer than OpenAI takes, and with characters that Anthropic does not.
  ...['@cf/zai-org/glm-4.7-flash', '@cf/moonshotai/kimi-k2.6'].map(id => ({
    name: id,
    vendor: 'workersai',
    open: async (workersai: Provider) => workersai(id),
  })),
];

const pairs = members.flatMap(from => members.filter(to => to !== from).map(to => ({ from, to })));

const weather = { description: 'Weather', input: z.object({ city: z.string() }), execute: () => 'sunny' };

describe.concurrent.each(majors)('ai %i: a history goes on', (major, sdk) => {
  test.each(pairs.map(({ from, to }) => [from.name, to.name, { from, to }] as const))(
    'from %s to %s, with its tool call and without its reasoning',
    async (_from, _to, { from, to }) => {
      const gateway = createLocalGateway();
      const workersai = providerOf(major, gateway.settings);
      const model = workersai.fallback([await from.open(workersai, major), await to.open(workersai, major)]);
      gateway.reply(reasoning('PONDERING'), toolCall('weather', { city: 'Paris' }));
      gateway.reply(failure(503));
      gateway.reply(text('It is sunny.'));
      const call = { model, prompt: 'How is the weather?', tools: { weather }, maxSteps: 2, maxRetries: 0 };
      const answer = await sdk.text(call);
      expect(answer.text).toBe('It is sunny.');
      expect(gateway.logs.map(({ status_code: status }) => status)).toEqual([200, 503, 200]);
      const last = JSON.stringify(gateway.requests.at(-1));
      expect(last).toContain('sunny');
      if (from.vendor !== to.vendor) expect(last).not.toContain('PONDERING');
    },
  );
});
