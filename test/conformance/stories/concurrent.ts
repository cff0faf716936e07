import assert from 'node:assert/strict';
import { text } from 'workers-ai-gateway/testing';
import type { Seen } from '../transport.ts';
import type { Place, Story, World } from '../world.ts';
import { bge, distilbert, glm, llama } from './models.ts';
import { collect } from './read.ts';

const count = 50;
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

const gatewayOf = (index: number) => ({
  eventId: `event-${index}`,
  skipCache: index % 3 === 0,
  metadata: { index },
});

interface Told {
  readonly said: unknown;
  readonly logId: unknown;
}

/** Four kinds of call by turns, each with options of its own. */
async function ask<L, E>(
  index: number,
  { sdk, workersai }: Pick<World<L, E>, 'sdk'> & Pick<Place<L, E>, 'workersai'>,
): Promise<Told> {
  const gateway = gatewayOf(index);
  const prompt = `question ${index}`;
  switch (index % 4) {
    case 0: {
      const answer = await sdk.text({ model: workersai(llama), prompt, options: { gateway } });
      return { said: answer.text, logId: answer.metadata.logId };
    }
    case 1: {
      const streamed = sdk.stream({ model: workersai(glm), prompt, options: { gateway } });
      await collect(streamed.parts);
      const answer = await streamed.answer();
      return { said: answer.text, logId: answer.metadata.logId };
    }
    case 2: {
      const model = workersai.embedding(bge, { gateway });
      const { embedding, headers } = await sdk.embed({ model, value: prompt });
      return { said: embedding, logId: headers['cf-aig-log-id'] };
    }
    default: {
      let logId: string | null = null;
      const onResponse = (response: Response) => {
        logId = response.headers.get('cf-aig-log-id');
      };
      const said = await workersai.run(distilbert, { text: prompt }, { gateway, onResponse });
      return { said, logId };
    }
  }
}

function expectOwn(index: number, { told, seen }: { told: Told | undefined; seen: readonly Seen[] }): void {
  const own = seen.find(({ headers }) => headers['cf-aig-event-id'] === `event-${index}`);
  assert.equal(own?.headers['cf-aig-skip-cache'], String(index % 3 === 0));
  assert.equal(own?.headers['cf-aig-metadata'], `{"index":${index}}`);
  assert.ok(JSON.stringify(own?.inputs).includes(`question ${index}"`));
  assert.equal(told?.logId, own?.request.logId);
  if (index % 4 < 2) assert.equal(told?.said, `Answer to: question ${index}`);
  else if (index % 4 === 2) assert.deepEqual(told?.said, [index, 1]);
  else assert.ok(Array.isArray(told?.said));
}

export const concurrentStories: readonly Story[] = [
  {
    name: `gives each of ${count} calls at once its own options, answer and log id`,
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open({
        local: {
          // The first to ask are the last to be answered.
          chat: async ({ messages }) => {
            const asked = messages.at(-1)?.text ?? '';
            await pause(2 * (count - Number(asked.split(' ')[1])));
            return text('Answer to: ', asked);
          },
          embed: texts => texts.map(value => [Number(value.split(' ')[1]), 1]),
        },
      });
      const told = await Promise.all(
        Array.from({ length: count }, (_, index) => ask(index, { sdk, workersai })),
      );
      for (const index of told.keys()) expectOwn(index, { told: told[index], seen: seen() });
      assert.equal(new Set(told.map(({ logId }) => logId)).size, count);
      assert.deepEqual(
        told.map(({ logId }) => local.logs.find(({ id }) => id === logId)?.metadata),
        told.map((_, index) => ({ index })),
      );
    },
  },
  {
    name: `gives each of ${count} calls at once its own answer`,
    without: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai } = await open({
        local: { chat: ({ messages }) => text('Answer to: ', messages.at(-1)?.text ?? '') },
      });
      const answers = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          sdk.text({ model: workersai(llama), prompt: `question ${index}` }),
        ),
      );
      assert.deepEqual(
        answers.map(answer => answer.text),
        answers.map((_, index) => `Answer to: question ${index}`),
      );
    },
  },
];
