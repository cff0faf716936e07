/**
 * Writes llms.txt, the list of pages for language models, from the tables of docs/README.md.
 *
 *     npm run llms
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { toLlmsText } from './llms/text.ts';

const file = (path: string) => new URL(`../${path}`, import.meta.url);

writeFileSync(file('llms.txt'), toLlmsText(readFileSync(file('docs/README.md'), 'utf8')));
