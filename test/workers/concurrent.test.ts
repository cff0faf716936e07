import { expect, test } from 'vitest';
import { text } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';

const count = 60;

/** Answers in an order that is not the one of asking. */
const shuffled = {
  chat: async ({ messages }: { messages: readonly { text: string }[] }) => {
    const question = messages.at(-1)?.text ?? '';
    await new Promise(resolve => setTimeout(resolve, (Number(question.split(' ')[1]) * 37) % 100));
    return text('Answer ', `to ${question}`);
  },
};

test.each(['ai4', 'ai7'] as const)(
  `${count} calls at once in one request each get their own answer, log and metadata (%s)`,
  async sdk => {
    const { gateway, ask } = await openWorker(shuffled);
    const outcomes = await ask('concurrent', { count }, { sdk });
    expect(gateway.requests).toHaveLength(count);
    expect(outcomes.map(outcome => outcome.text)).toEqual(
      Array.from({ length: count }, (_, index) => `Answer to question ${index}`),
    );
    // A stream is logged once its body has ended, which is after `[DONE]`.
    await expect.poll(() => gateway.logs.length).toBe(count);
    const logs = new Map(gateway.logs.map(log => [log.id, log]));
    expect(logs.size).toBe(count);
    outcomes.forEach(({ metadata: { logId, eventId } }, index) => {
      expect(eventId).toBe(`event-${index}`);
      expect(logs.get(logId ?? '')).toMatchObject({ event_id: `event-${index}`, metadata: { index } });
      const request = gateway.requests.find(seen => seen.logId === logId);
      expect(request?.body).toMatchObject({
        options: {
          gateway: {
            eventId: `event-${index}`,
            metadata: { index },
            skipCache: index % 2 === 0,
            cacheTtl: 60 + index,
          },
        },
      });
    });
  },
);
