import { describe, expect, test } from 'vitest';
import { json, settings, sse } from '../transport/stub-fetch.ts';
import {
  type AnyModel,
  acts,
  answering,
  type Entry,
  entries,
  finish,
  type Outcome,
  type Part,
  streamOf,
  ways,
} from './entries.ts';
import { type Kind, kinds } from './table.ts';

type Moment = 'before headers' | 'before the first part' | 'after the first part';
type Way = (typeof ways)[number];

interface Case {
  readonly entry: Entry;
  readonly kind: Kind;
  readonly moment: Moment;
  readonly way: Way;
}

/** A member that fails in the way of the case, or none where that cannot happen. */
type Fails = (one: Case) => AnyModel | undefined;

const failing = { provider: 'vendor.chat', modelId: 'first' };

const mocks: Fails = ({ entry, kind, moment, way }) => {
  const fail = async () => {
    throw kind.error();
  };
  if (moment === 'before headers') return entry.mock(failing, { generate: fail, stream: fail });
  if (way === 'generate') return undefined;
  const error: Part = { type: 'error', error: kind.error() };
  const before = moment === 'before the first part' ? [] : [entry.text('Hal')];
  return entry.mock(failing, { stream: async () => streamOf([...before, error, finish(entry)]) });
};

const ours: Fails = ({ entry, kind: { answer }, moment, way }) => {
  if (!answer) return undefined;
  const { status, code } = answer;
  const body = code ? { success: false, errors: [{ code, message: 'No' }] } : 'No';
  const model = (response: () => Response) =>
    entry.workersai({ ...settings, fetch: async () => response() })('@cf/first');
  if (moment === 'before headers') return model(() => json(body, { status }));
  if (!code) return undefined;
  if (way === 'generate') return moment === 'before the first part' ? model(() => json(body)) : undefined;
  const text = moment === 'after the first part' ? 'data: {"response":"Hal"}\n\n' : '';
  return model(() => sse(`${text}data: ${JSON.stringify(body)}\n\ndata: [DONE]\n\n`));
};

/** As the gateway refuses a request to another vendor: that vendor's package finds no message in it. */
const vendors: Fails = ({ entry, kind: { answer }, moment }) => {
  if (!answer || moment !== 'before headers') return undefined;
  const { status, code } = answer;
  const body = code ? { success: false, error: [{ code, message: 'No' }] } : { error: { message: 'No' } };
  return entry.vendor(async () => json(body, { status }));
};

const moments: readonly Moment[] = ['before headers', 'before the first part', 'after the first part'];

function casesOf(entry: Entry, fails: Fails): [string, Case, AnyModel][] {
  return kinds.flatMap(kind =>
    moments.flatMap(moment =>
      ways.flatMap(way => {
        const one = { entry, kind, moment, way };
        const model = fails(one);
        return model ? [[`${kind.name} ${moment}, ${way}`, one, model] as [string, Case, AnyModel]] : [];
      }),
    ),
  );
}

async function run({ entry, way }: Case, first: AnyModel): Promise<{ outcome: unknown; asked: number }> {
  const second = answering(entry, { modelId: 'second' });
  const model = entry.fallback([first, second.model]);
  const outcome = await acts[way](model, entry.call).catch((error: unknown) => ({ thrown: error }));
  return { outcome, asked: second.calls.length };
}

const families: readonly [string, Fails][] = [
  ['of ai/test', mocks],
  ['of this package', ours],
  ["of a vendor's package", vendors],
];

describe.each(
  entries.flatMap(entry =>
    families.map(([name, fails]) => [entry.name, name, casesOf(entry, fails)] as const),
  ),
)('a fallback of %s whose first member is %s', (_entry, _family, cases) => {
  test.each(cases)('%s', async (_name, one, first) => {
    const { outcome, asked } = await run(one, first);
    if (one.moment === 'after the first part') {
      expect(outcome).toMatchObject({ text: 'Hal', errors: [expect.anything()] });
      expect(asked).toBe(0);
      return;
    }
    if (!one.kind.moves) {
      expect(outcome).toEqual({ thrown: expect.objectContaining(shownOf(one.kind)) });
      expect(asked).toBe(0);
      return;
    }
    const code = one.kind.answer?.code;
    const record = { modelId: first.modelId, provider: first.provider, ...(code && { code }) };
    expect(outcome).toMatchObject({
      text: 'second',
      errors: [],
      modelId: 'second',
      fallback: [{ ...record, message: expect.any(String) }],
      warnings: [
        { type: 'other', message: expect.stringMatching(/^second answered\. (?:@cf\/)?first failed: /) },
      ],
    } satisfies Partial<Outcome>);
    expect(asked).toBe(1);
  });
});

const shownOf = ({ answer, error }: Kind): object => {
  const { name, statusCode } = Object(error());
  return answer ? { name } : { name, ...(statusCode && { statusCode }) };
};

test('the matrix has its moments, ways, entries and families', () => {
  const all = entries.flatMap(entry => families.flatMap(([, fails]) => casesOf(entry, fails)));
  expect(all.length).toBeGreaterThan(1500);
});
