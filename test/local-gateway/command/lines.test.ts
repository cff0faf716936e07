import { describe, expect, test } from 'vitest';
import { createLines } from '../../../src/local-gateway/command/lines.ts';
import { type SeenRequest, seeRequest } from '../../../src/local-gateway/http/seen-request.ts';

const summary = { milliseconds: 12, tokensIn: 5, tokensOut: undefined };

function request(seen: Partial<SeenRequest>): SeenRequest {
  const url = new URL('http://127.0.0.1/v1/a/g/x');
  const incoming = { method: 'POST', url, headers: {}, bytes: new Uint8Array() };
  return { ...seeRequest(incoming), status: 200, ...seen };
}

const glm = '@cf/zai-org/glm-4.7-flash';
const shorter = (line: string) => line.replace(/ {2,}/g, ' | ');

describe('a line', () => {
  test.each<[Partial<SeenRequest>, string]>([
    [{ model: glm, cacheStatus: 'HIT', logId: 'L1' }, `200 | ${glm} | HIT | 12 ms | 5 in, 0 out | L1`],
    [{ model: 'a/\u001b[2J\r\n\u2028\u202ex' }, '200 | a/?[2J????x | 12 ms | 5 in, 0 out'],
    [{ aborted: true, status: undefined }, '--- | POST /v1/a/g/x | 12 ms | 5 in, 0 out | aborted'],
    [
      { model: '@cf/microsoft/phi-2', status: 410 },
      '410 | @cf/microsoft/phi-2 | 12 ms | 5 in, 0 out | ' +
        'retired; use @cf/zai-org/glm-4.7-flash or @cf/google/gemma-4-26b-a4b-it or @cf/moonshotai/kimi-k2.6',
    ],
    [
      { model: '@cf/facebook/bart-large-cnn', status: 410 },
      '410 | @cf/facebook/bart-large-cnn | 12 ms | 5 in, 0 out | retired',
    ],
  ])('%# of text', (seen, line) => {
    expect(createLines({ json: false }).of(request(seen), summary).map(shorter)).toEqual([line]);
  });

  test('of JSON has the successors of a model that was refused', () => {
    const [line = ''] = createLines({ json: true }).of(
      request({ model: '@cf/microsoft/phi-2', status: 410 }),
      summary,
    );
    expect(JSON.parse(line)).toMatchObject({
      status: 410,
      milliseconds: 12,
      replacedBy: [glm, {}, {}].fill(expect.any(String), 1),
    });
  });
});

describe('an id that the catalogue does not have', () => {
  const misspelt = '@cf/zai-org/glm-4.7-falsh';

  test('is announced once, with the nearest that it has', () => {
    const lines = createLines({ json: false });
    expect(lines.of(request({ model: misspelt }), summary)).toEqual([
      expect.stringContaining(misspelt),
      `    ${misspelt} isn't in the catalog of models. Did you mean ${glm}?`,
    ]);
    expect(lines.of(request({ model: misspelt }), summary)).toHaveLength(1);
  });

  test('is announced as JSON', () => {
    const [, notice = ''] = createLines({ json: true }).of(request({ model: misspelt }), summary);
    expect(JSON.parse(notice)).toEqual({ unknownModel: misspelt, nearestModel: glm });
  });

  test.each(['@cf/fail/3040', glm, 'gpt-5', undefined, '@cf/my/own'])('%s is not announced', model => {
    const lines = createLines({ json: false, models: ['@cf/my/own'] });
    expect(lines.of(request({ model }), summary)).toHaveLength(1);
  });
});
