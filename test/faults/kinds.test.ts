import { describe, expect, test } from 'vitest';
import type { WorkersAISettings } from 'workers-ai-gateway';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { stubBinding } from '../transport/stub-binding.ts';
import { json, settings, stubFetch } from '../transport/stub-fetch.ts';
import { mismatch, type Outcome, outcomeOf } from './outcome.ts';
import { bodies, codes, lostBindings, type Out, shapes } from './table.ts';

const ranking = { query: 'a', documents: { type: 'text' as const, values: ['a'] } };
const deciding = {
  state: [{ type: 'text' as const, text: 'a' }],
  questions: { it: { type: 'boolean' as const, instructions: 'Is it?' } },
};
const painting = { prompt: 'a', n: 1, size: undefined, aspectRatio: undefined, seed: undefined };
const editing = { files: undefined, mask: undefined, providerOptions: {} };
const heard = { audio: new TextEncoder().encode('RIFF\0\0\0\0WAVE'), mediaType: 'audio/wav' };
const lucid = '@cf/leonardo/lucid-origin';
const melotts = '@cf/myshell-ai/melotts';
const turbo = '@cf/openai/whisper-large-v3-turbo';
const reranker = '@cf/baai/bge-reranker-base';
const clef = '@cf/cloudflare/clef';

interface Kind {
  readonly kind: string;
  readonly ask: (settings: WorkersAISettings) => PromiseLike<unknown>;
  readonly good: object;
  readonly isMedia?: boolean;
  /** Said of JSON that another kind of model answers. */
  readonly lacks: RegExp;
}

/** Of AI SDK 4, 6 and 7 by turns: the core of a kind is one for all. */
const mediaKinds: readonly Kind[] = [
  {
    kind: 'an image of ai7',
    ask: given =>
      ai7
        .createWorkersAI(given)
        .image(lucid)
        .doGenerate({ ...painting, ...editing }),
    good: { image: 'iVBORw0KGgo=' },
    isMedia: true,
    lacks: /^Workers AI answered without an image\.$/,
  },
  {
    kind: 'speech of ai6',
    ask: given => ai6.createWorkersAI(given).speech(melotts).doGenerate({ text: 'a' }),
    good: { audio: 'UklGRgAAAABXQVZF' },
    isMedia: true,
    lacks: /^Workers AI answered without audio\.$/,
  },
  {
    kind: 'a transcript of ai4',
    ask: given => ai4.createWorkersAI(given).transcription(turbo).doGenerate(heard),
    good: { text: 'a' },
    lacks: /^Workers AI answered without a transcript\.$/,
  },
];

/** Kinds whose answer is read as a whole: faults come out as they do of embeddings. */
const kinds: readonly Kind[] = [
  {
    kind: 'a ranking of ai6',
    ask: given => ai6.createWorkersAI(given).reranking(reranker).doRerank(ranking),
    good: { response: [{ id: 0, score: 0.5 }] },
    lacks: /^Workers AI answered without a ranking\.$/,
  },
  {
    kind: 'a ranking of ai7',
    ask: given => ai7.createWorkersAI(given).reranking(reranker).doRerank(ranking),
    good: { response: [{ id: 0, score: 0.5 }] },
    lacks: /^Workers AI answered without a ranking\.$/,
  },
  {
    kind: 'a decision of ai7',
    ask: given => ai7.createWorkersAI(given).decision(clef).doDecide(deciding),
    good: { answers: { it: { type: 'noul', noul: 0.5 } } },
    lacks: /^Workers AI answered without a boolean for the question 'it'\.$/,
  },
];

const headers = { 'cf-aig-log-id': 'log' };
const good = 'good';

const asked = (kind: Kind, given: WorkersAISettings): Promise<Outcome> =>
  outcomeOf(async () => {
    await kind.ask(given);
    return { type: 'value', value: good };
  });

/** Twice, since a route that does not exist is tried in its second spelling. */
const answered = (kind: Kind, answer: Response) =>
  asked(kind, { ...settings, fetch: stubFetch(answer.clone(), answer).fetch });

/** What is no JSON may be a picture or a sound, until its bytes are looked at. */
function expectedOf(out: Out, { lacks, isMedia }: Kind): Out {
  if (typeof out !== 'object' || !('throws' in out)) return out;
  const { says } = out.throws;
  if (/embeddings/.test(says.source)) return { throws: { ...out.throws, says: lacks } };
  if (!isMedia || !/with JSON/.test(says.source)) return out;
  return { throws: { ...out.throws, says: RegExp(`${lacks.source}|${says.source}`) } };
}

describe.each([...kinds, ...mediaKinds])('$kind', kind => {
  test.each(bodies)('$fault', async ({ type, body, outs }) => {
    const whole = JSON.stringify({ result: kind.good, success: true, errors: [], messages: [] });
    const text = body === 'good' ? whole : body === 'good stream' ? 'data: {"response":"H"}\n\n' : body;
    const answer = new Response(new TextEncoder().encode(text), {
      headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
    });
    const outcome = await answered(kind, answer);
    expect(mismatch(outcome, expectedOf(outs.embed, kind), { good })).toBeUndefined();
  });

  test.each(shapes)('every code in the form of $shape', async ({ body }) => {
    for (const { status, again, codes: listed } of codes)
      for (const code of listed) {
        const outcome = await answered(kind, json(body({ code, status }), { status, headers }));
        const told = { status, code, again, says: /It went wrong/, hasLog: true };
        expect(mismatch(outcome, { throws: told }, { good }), String(code)).toBeUndefined();
      }
  });

  test.each(lostBindings)('a binding that throws: $fault', async ({ fault, says }) => {
    const outcome = await asked(kind, { binding: stubBinding(new Error(fault)), gateway: 'gw' });
    expect(mismatch(outcome, { throws: { again: true, says, hasLog: false } }, { good })).toBeUndefined();
  });
});
