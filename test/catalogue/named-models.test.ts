import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { asOf, findModel } from 'workers-ai-gateway/models';
import { type Named, namedIn } from '../../scripts/catalogue/drift.ts';
import { filesIn } from '../../scripts/catalogue/naming-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const idsIn = (path: string): Named[] => namedIn(path, readFileSync(`${root}/${path}`, 'utf8'));

const isRetired = ({ id }: Named): boolean => (findModel(id)?.retired ?? '9') <= asOf;

/** Ids of the local gateway's own: the one that fails on purpose, and that of an npm package. */
const own = /^@cf\/(fail\/\d+|energetic-ai\/model-embeddings-en)$/;

describe('as of the date of the data', () => {
  const shown = ['README.md', ...['docs', 'examples', 'skills', 'src'].flatMap(filesIn)].filter(
    path => path !== 'docs/service-changes.md' && !/^examples\/.*\/test\//.test(path),
  );

  test('README, docs, the skill, examples, JSDoc and error texts name live models that the catalogue has', () => {
    const named = shown.flatMap(idsIn).filter(({ id }) => !own.test(id));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(found => isRetired(found) || findModel(found.id) === undefined)).toEqual([]);
  });

  test('tests name retired models only where retirement is what they test', () => {
    const tests = filesIn('test').filter(
      path =>
        !/^test\/(.*page\.test|catalogue\/|.*retired|.*\/command\/lines)/.test(path) &&
        !path.startsWith('test/mutation/'),
    );
    expect(tests.flatMap(idsIn).filter(isRetired)).toEqual([]);
  });
});

test('docs/local-gateway.md says as of which date it imitates the service', () => {
  expect(readFileSync(`${root}/docs/local-gateway.md`, 'utf8')).toContain(`as of ${asOf}`);
});
