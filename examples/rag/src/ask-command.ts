import { join, relative } from 'node:path';
import { ask } from './ask.ts';
import { fromUser, indexFile, indexOption, runCommand, usageError } from './command.ts';
import { connect } from './models.ts';
import { openIndex, type Passage } from './store.ts';

const help = `Answers a question from the index, with its sources.

  npm run ask -- "How do I skip the cache?"

  --index <file>       The index (default: rag.db beside package.json)
  --min-fit <0 to 2>   How well the index must fit the question: the highest cosine and the highest share of the
                       question's words in a passage, added up (default: by embedding model)
  --whole              Show the answer when it is whole: the gateway caches whole answers, and no streams
  --help               This text

Exit codes: 0 answered, 1 failed, 2 wrong use, 3 nothing in the index fits, 130 stopped.`;

await runCommand({
  help,
  options: { ...indexOption, 'min-fit': { type: 'string' }, whole: { type: 'boolean' } },
  stopped: 'Stopped.',
  run: async ({ values, positionals }, signal) => {
    const question = positionals.join(' ').trim();
    if (question === '') throw usageError('Ask something: npm run ask -- "How do I skip the cache?"');
    const minFit = fitOf(values['min-fit']);
    const index = await openIndex(indexFile(values.index));
    try {
      const models = await connect();
      const result = await ask(index, {
        question,
        models: { ...models, minFit: minFit ?? models.minFit },
        whole: values.whole ?? false,
        signal,
        write: text => process.stdout.write(text),
      });
      const link = ({ path, anchor }: Passage): string =>
        `${relative(fromUser('.'), join(index.info.folder, path))}${anchor && `#${anchor}`}`;
      if (result.kind === 'nothing') {
        const nearest = result.nearest ? ` The nearest is ${link(result.nearest)}.` : '';
        console.log(`Nothing in the index fits this question.${nearest}`);
        return 3;
      }
      console.log(`\n\n${result.hasCited ? 'Sources' : 'Sources given, none cited'}:`);
      for (const { number, passage } of result.sources) {
        console.log(`[${number}] ${link(passage)}  ${passage.headings.join(' > ')}`);
      }
      console.log(
        `\nCache: question ${result.questionCache}, answer ${result.answerCache}. Log ${result.logId}.`,
      );
      console.log(`From ${models.place}.`);
      return undefined;
    } finally {
      index.close();
    }
  },
});

function fitOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const fit = Number(given);
  if (given.trim() !== '' && fit >= 0 && fit <= 2) return fit;
  throw usageError(`--min-fit takes a number from 0 to 2, not '${given}'.`);
}
