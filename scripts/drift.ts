/**
 * Lists what in the catalogue may no longer be true today, without a network: data that is older than
 * 60 days, and models that are retired, or will be within 30 days, with the places that name them. Exits 1 if there is any.
 *
 *     npm run drift -- [--date YYYY-MM-DD]
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drift, namedIn } from './catalogue/drift.ts';
import { buildModels } from './catalogue/models.ts';
import { filesIn } from './catalogue/naming-files.ts';
import { readTables } from './catalogue/tables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Only these may name a retired model. */
const exempt =
  /^(docs\/service-changes\.md|test\/(.*page\.test|catalogue\/|.*retired|.*\/command\/lines).*)$/;

const { values } = parseArgs({ options: { date: { type: 'string' } } });
const paths = ['README.md', ...['docs', 'examples', 'skills', 'src', 'test'].flatMap(filesIn)];
const named = paths
  .filter(path => !exempt.test(path))
  .flatMap(path => namedIn(path, readFileSync(root + path, 'utf8')));
const tables = readTables();
const today = values.date ?? new Date().toISOString().slice(0, 10);
const problems = drift({ tables, models: buildModels(tables), named, today });
for (const line of problems) console.log(line);
if (problems.length === 0) console.log(`Nothing has drifted as of ${today}.`);
else process.exitCode = 1;
