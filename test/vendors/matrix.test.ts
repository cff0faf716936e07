import { describe, expect, test } from 'vitest';
import { createLocalGateway, frames, text } from 'workers-ai-gateway/testing';
import { type AnyModel, acts, answering, type Entry, entries, ways } from '../fallback/entries.ts';
import { type Kind, kinds } from '../fallback/table.ts';
import { json, settings } from '../transport/stub-fetch.ts';
import { type Provider, providerOf } from './fallback.ts';
import { modelOf } from './load.ts';
import type { Major } from './majors.ts';
import { type Row, rows } from './models.ts';

interface At {
  readonly major: Major;
  readonly entry: Entry;
  readonly row: Row;
}

const ats: readonly At[] = entries.flatMap((entry, index) =>
  rows.map(row => ({ entry, row, major: (index + 4) as Major })),
);

const open = async ({ major, row }: At, workersai: Provider): Promise<AnyModel> =>
  (await modelOf(row, { major, settings: workersai.gateway.connect(row.vendor) })) as AnyModel;

/** What came of a fallback of the model and of one that answers, and whether that one was asked. */
async function run(model: AnyModel, { entry, way }: { entry: Entry; way: (typeof ways)[number] }) {
  const second = answering(entry, { modelId: 'second' });
  const outcome = await acts[way](entry.fallback([model, second.model]), entry.call).catch(
    (error: unknown) => ({ thrown: error }),
  );
  return { outcome, asked: second.calls.length };
}

const answered = kinds.flatMap(({ answer, ...kind }) => (answer ? [{ ...kind, answer }] : []));

/** As the gateway refuses, or as the vendor does. */
const bodyOf = ({ code }: NonNullable<Kind['answer']>): object =>
  code ? { success: false, error: [{ code, message: 'No' }] } : { error: { message: 'No' } };

/** How each vendor says in a stream that it cannot go on. */
const overloaded: Readonly<Record<string, object>> = {
  openai: { error: { message: 'Overloaded', type: 'server_error', param: null, code: '503' } },
  'openai responses': {
    type: 'error',
    sequence_number: 0,
    error: { type: 'server_error', code: 'server_error', message: 'Overloaded', param: null },
  },
  anthropic: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  google: { error: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } },
  mistral: { object: 'error', message: 'Overloaded', type: 'service_unavailable', param: null, code: '3505' },
};

describe.each(ats)('a fallback of ai $major whose first member is $row.name', at => {
  const { entry } = at;

  test.each(answered.flatMap(kind => ways.map(way => ({ ...kind, way }))))(
    '$name before headers, $way',
    async ({ way, moves, answer }) => {
      const fetch = async () => json(bodyOf(answer), { status: answer.status });
      const model = await open(at, providerOf(at.major, { ...settings, fetch }));
      const { outcome, asked } = await run(model, { entry, way });
      const { code, status } = answer;
      const record = { modelId: model.modelId, statusCode: status, ...(code && { code }) };
      expect(outcome).toMatchObject(
        moves
          ? { text: 'second', modelId: 'second', errors: [], fallback: [record] }
          : { thrown: { name: 'AI_APICallError', statusCode: status } },
      );
      expect(asked).toBe(moves ? 1 : 0);
    },
  );

  // Google's package for ai 4 knows no errors in a stream: it ends without a word, which is no failure to anyone.
  if (at.major === 4 && at.row.package === 'google') return;
  const frame = `data: ${JSON.stringify(overloaded[at.row.name] ?? overloaded.openai)}\n\n`;

  test('an error in a stream before its first part', async () => {
    const gateway = createLocalGateway();
    gateway.reply(frames(frame));
    const model = await open(at, providerOf(at.major, gateway.settings));
    const { outcome } = await run(model, { entry, way: 'stream' });
    expect(outcome).toMatchObject({ text: 'second', errors: [], fallback: [{ modelId: model.modelId }] });
  });

  test('an error in a stream after its first part', async () => {
    const gateway = createLocalGateway();
    gateway.reply(text('Hal'), frames(frame));
    const model = await open(at, providerOf(at.major, gateway.settings));
    const { outcome, asked } = await run(model, { entry, way: 'stream' });
    expect(outcome).toMatchObject({ text: 'Hal', errors: [expect.anything()] });
    expect(asked).toBe(0);
  });
});
