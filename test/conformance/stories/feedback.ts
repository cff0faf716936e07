import assert from 'node:assert/strict';
import type { Story } from '../world.ts';
import { bge, distilbert, llama } from './models.ts';
import { collect, only, rejection } from './read.ts';

const prompt = 'Was this helpful?';

export const feedbackStories: readonly Story[] = [
  {
    name: 'finds the log of an answer by the id that the answer carried',
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const metadata = { team: 'search', user: 42 };
      const { workersai } = await open({ settings: { gateway: { metadata } } });
      const whole = await sdk.text({ model: workersai(llama), prompt });
      const streamed = sdk.stream({ model: workersai(llama), prompt });
      await collect(streamed.parts);
      for (const answer of [whole, await streamed.answer()]) {
        const log = await workersai.gateway.getLog(String(answer.metadata.logId));
        assert.equal(log.id, answer.metadata.logId);
        assert.equal(log.model, llama);
        assert.equal(log.success, true);
        assert.equal(log.tokens_out, answer.usage.output);
        assert.deepEqual(log.metadata, metadata);
        assert.ok(log.created_at instanceof Date && log.created_at.getTime() > 0);
      }
    },
  },
  {
    name: 'finds the logs of embeddings and runs',
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const { headers } = await sdk.embed({ model: workersai.embedding(bge), value: 'a' });
      let runId: string | null = null;
      await workersai.run(
        distilbert,
        { text: 'Splendid!' },
        {
          onResponse: response => {
            runId = response.headers.get('cf-aig-log-id');
          },
        },
      );
      const embedded = await workersai.gateway.getLog(String(headers['cf-aig-log-id']));
      const ran = await workersai.gateway.getLog(String(runId));
      assert.deepEqual([embedded.model, ran.model], [bge, distilbert]);
    },
  },
  {
    name: 'adds the feedback of a user to the log of an answer',
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const { metadata } = await sdk.text({ model: workersai(llama), prompt });
      const logId = String(metadata.logId);
      await workersai.gateway.patchLog(logId, { feedback: 1, score: 90, metadata: { by: 'user-7' } });
      const liked = await workersai.gateway.getLog(logId);
      assert.deepEqual([liked.feedback, liked.score, liked.metadata], [1, 90, { by: 'user-7' }]);
      await workersai.gateway.patchLog(logId, { feedback: -1 });
      const { feedback, score } = only(local.logs);
      assert.deepEqual([feedback, score], [-1, 90]);
    },
  },
  {
    name: 'says that there is no such log',
    needs: 'gateway',
    run: async ({ open }) => {
      const { workersai } = await open();
      const named = { gateway: 'local-gateway' };
      const { getLog, patchLog } = workersai.gateway;
      for (const ask of [() => getLog('none', named), () => patchLog('none', { feedback: 1 }, named)]) {
        const error = await rejection(ask());
        assert.deepEqual([error.name, error.statusCode], ['AI_APICallError', 404]);
        assert.match(error.message, /not found.*up to a second after/i);
      }
    },
  },
  {
    name: 'says that there are no logs past the gateway',
    without: 'gateway',
    run: async ({ open }) => {
      const { workersai, seen } = await open();
      const error = await rejection(workersai.gateway.getLog('any'));
      assert.equal(error.name, 'AI_InvalidArgumentError');
      assert.match(error.message, /gateway.* is false, and logs are kept by a gateway/);
      assert.deepEqual(seen(), []);
    },
  },
];
