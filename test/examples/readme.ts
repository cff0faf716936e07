import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../../README.md', import.meta.url));
const readme = readFileSync(path, 'utf8');

export interface Snippet {
  /** The heading that it stands under, and its line. */
  readonly name: string;
  readonly code: string;
}

/** The package that `ai` is in a project that imports this entry. */
const installed: Readonly<Record<string, string>> = { ai5: 'ai-5', ai6: 'ai-6', ai7: 'ai-7' };

function withInstalled(code: string): string {
  const entry = /'workers-ai-gateway\/(ai\d)'/.exec(code)?.[1] ?? '';
  return code.replaceAll("from 'ai'", `from '${installed[entry] ?? 'ai'}'`);
}

/** Every block of TypeScript in a page, with the version of the AI SDK that it is for. */
export function snippetsOf(page: string): readonly Snippet[] {
  return [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = '' }) => {
    const before = page.slice(0, index);
    const heading = before
      .match(/^#+ .*$/gm)
      ?.at(-1)
      ?.replace(/^#+ /, '');
    return { name: `${heading}, line ${before.split('\n').length}`, code: withInstalled(code) };
  });
}

export const snippets: readonly Snippet[] = snippetsOf(readme);

/** The rows of the tables under a heading, without those of headings below it, cell by cell. */
export function tableRows(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [text = ''] = section.split(/^##/m);
  const lines = text.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
  return lines.map(line =>
    line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim()),
  );
}

/** The names in code quotes that the first cells of a table hold. */
export function namesIn(heading: string): string[] {
  return tableRows(heading).flatMap(([cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

/** The files that links of the text lead to, and whether they are there. */
export function linkedFiles(): Record<string, boolean> {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  const files = targets.filter(target => !target.startsWith('http'));
  return Object.fromEntries(files.map(file => [file, existsSync(new URL(`../../${file}`, import.meta.url))]));
}

/** The targets of links within the text, and whether a heading has them. */
export function linkedHeadings(): Record<string, boolean> {
  const anchors = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const targets = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
  return Object.fromEntries(targets.map(target => [target, anchors.includes(target)]));
}
