/**
 * Lists what is missing before a release, and exits 1 if anything is. `npm publish` runs it first.
 *
 *     npm run release:check -- [folder]
 *
 * `repository`, `homepage` and `bugs` are set in package.json and nowhere else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseProblems } from './release/problems.ts';

const root = process.argv[2] ?? '.';
const problems = releaseProblems({
  manifest: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  changelog: readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  pending: readdirSync(join(root, '.changeset')).filter(name => name.endsWith('.md') && name !== 'README.md'),
});
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('Ready for a release.');
else process.exitCode = 1;
