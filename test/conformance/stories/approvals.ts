import assert from 'node:assert/strict';
import { text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { Answer, Approval, Call, Sdk, ToolCall } from '../sdk.ts';
import type { Story } from '../world.ts';
import { glm, llama } from './models.ts';
import { collect } from './read.ts';

const ways = [
  {
    how: 'whole',
    id: llama,
    ask: async <L, E>(sdk: Sdk<L, E>, call: Call<L>): Promise<Answer> => sdk.text(call),
  },
  {
    how: 'streamed',
    id: glm,
    ask: async <L, E>(sdk: Sdk<L, E>, call: Call<L>): Promise<Answer> => {
      const streamed = sdk.stream(call);
      await collect(streamed.parts);
      return streamed.answer();
    },
  },
];

const answers: readonly {
  readonly what: string;
  readonly approval: Approval;
  readonly ran: readonly unknown[];
  /** What the model is told of the tool. */
  readonly told: string;
}[] = [
  {
    what: 'runs a tool once the user has allowed it',
    approval: { approved: true },
    ran: [{ path: '/tmp' }],
    told: '{"deleted":"/tmp"}',
  },
  {
    what: 'tells the model why the user did not allow a tool',
    approval: { approved: false, reason: 'I need those files.' },
    ran: [],
    told: 'I need those files.',
  },
];

const path = z.object({ path: z.string() });

export const approvalStories: readonly Story[] = answers.flatMap(({ what, approval, ran, told }) =>
  ways.map(
    ({ how, id, ask }): Story => ({
      name: `${what} (${how})`,
      needs: 'tool approval',
      run: async ({ sdk, open }) => {
        const { local, workersai, seen } = await open();
        local.reply(toolCall('remove', { path: '/tmp' }));
        local.reply(text('Done.'));
        const inputs: unknown[] = [];
        const asked: ToolCall[] = [];
        const remove = {
          description: 'Deletes files',
          input: path,
          execute: (input: unknown) => {
            inputs.push(input);
            return { deleted: path.parse(input).path };
          },
        };
        const approve = (call: ToolCall) => {
          asked.push(call);
          return approval;
        };
        const call = { model: workersai(id), prompt: 'Clean up', tools: { remove }, maxSteps: 3, approve };
        const answer = await ask(sdk, call);
        assert.equal(answer.text, 'Done.');
        assert.deepEqual(
          asked.map(({ name, input }) => ({ name, input })),
          [{ name: 'remove', input: { path: '/tmp' } }],
        );
        assert.deepEqual(inputs, ran);
        const [first, second, ...more] = seen();
        assert.deepEqual(more, []);
        assert.deepEqual(first?.inputs.messages, [{ role: 'user', content: 'Clean up' }]);
        const messages = z.array(z.record(z.unknown())).parse(second?.inputs.messages);
        assert.deepEqual(
          messages.map(message => message.role),
          ['user', 'assistant', 'tool'],
        );
        assert.equal(messages.at(-1)?.content, told);
      },
    }),
  ),
);
