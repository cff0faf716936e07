import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fromUser, indexFile, indexOption, runCommand, usageError } from './command.ts';
import { type Case, type Evaluation, evaluate } from './evaluate.ts';
import { connect } from './models.ts';
import { openIndex } from './store.ts';

const help = `Measures how well the search finds the right section: the hit rate at 5, and the mean reciprocal rank.

  npm run eval

  --questions <file>  JSON: [{ "question": "…", "section": "README.md#settings" }, …]; a section of null means that
                      nothing answers the question (default: questions.json, about this repository's docs)
  --index <file>      The index (default: rag.db beside package.json)
  --help              This text`;

await runCommand({
  help,
  options: { ...indexOption, questions: { type: 'string' } },
  stopped: 'Stopped.',
  run: async ({ values, positionals }, signal) => {
    if (positionals.length > 0) throw usageError(`It takes options alone, not '${positionals.join(' ')}'.`);
    const cases = await readCases(values.questions);
    const index = await openIndex(indexFile(values.index));
    try {
      const models = await connect();
      if (index.info.embedder !== models.embedder) {
        throw new Error(
          `The index was made with ${index.info.embedder}, not ${models.embedder}. Run npm run index.`,
        );
      }
      show(await evaluate(index, { cases, models, signal }), {
        embedder: models.embedder,
        minFit: models.minFit,
      });
    } finally {
      index.close();
    }
    return undefined;
  },
});

async function readCases(given: string | undefined): Promise<Case[]> {
  const file =
    given === undefined ? fileURLToPath(new URL('../questions.json', import.meta.url)) : fromUser(given);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no file ${file}.`);
  });
  const cases: unknown = parse(text);
  if (Array.isArray(cases) && cases.every(isCase)) return cases;
  throw new Error(`${file} is no JSON list of { "question": "…", "section": "file#heading" or null }.`);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isCase(value: unknown): value is Case {
  if (typeof value !== 'object' || value === null) return false;
  if (!('question' in value && 'section' in value)) return false;
  return typeof value.question === 'string' && (value.section === null || typeof value.section === 'string');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function show(result: Evaluation, { embedder, minFit }: { embedder: string; minFit: number }): void {
  const { quality, missed, answerable, lowestFit, wronglyRefused, unanswerable } = result;
  console.log(`${answerable} questions, embedded with ${embedder}.\n`);
  console.log('search by     hit rate at 5   mean reciprocal rank');
  for (const [name, { hitRate, meanReciprocalRank }] of Object.entries(quality)) {
    const rank = meanReciprocalRank.toFixed(2);
    console.log(`${name.padEnd(10)}${percent(hitRate).padStart(17)}${rank.padStart(23)}`);
  }
  if (missed.length > 0) console.log('\nNot among the first five, reranked:');
  for (const { question, section, best } of missed)
    console.log(`  ${question} (${section}; first is ${best})`);
  const refused = unanswerable.filter(({ isRefused }) => isRefused).length;
  console.log(`\nTurned away, at a fit below ${minFit}:`);
  console.log(`  ${refused} of ${unanswerable.length} questions that nothing answers`);
  console.log(
    `  ${wronglyRefused} of ${answerable} that have an answer (lowest fit ${lowestFit.toFixed(2)})`,
  );
  console.log('Fit of what nothing answers:');
  for (const { question, fit } of unanswerable) console.log(`  ${fit.toFixed(2)} ${question}`);
}
