import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Snippet } from './pages.ts';
import { runTsx } from './spawn.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs snippets one after the other in one process. Returns what each printed, with an error in the place of its end. */
export async function runSnippets(
  snippets: readonly Snippet[],
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(`${root}.snippets-`);
  try {
    const imports = snippets.map(
      ({ name }, index) =>
        `process.stdout.write('\\0${name}\\0'); await import('./${index}.ts').catch(error => console.log('FAILED', error));\n`,
    );
    await Promise.all([
      ...snippets.map(({ code }, index) => writeFile(`${folder}/${index}.ts`, code)),
      writeFile(`${folder}/main.ts`, `${imports.join('')}export {};\n`),
      writeFile(`${folder}/package.json`, '{ "type": "module" }'),
    ]);
    const { status, stdout, stderr } = await runTsx([`${folder}/main.ts`], environment);
    if (status !== 0) throw new Error(`The snippets ended with ${status}: ${stderr}`);
    const parts = stdout.split('\0').slice(1);
    return new Map(snippets.map((_, index) => [parts[2 * index] ?? '', parts[2 * index + 1] ?? '']));
  } finally {
    await rm(folder, { recursive: true });
  }
}
