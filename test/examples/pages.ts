import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const docs = readdirSync(new URL('docs', root))
  .filter(name => name.endsWith('.md'))
  .map(name => `docs/${name}`);

/** The pages that users read, by path. */
export const pages: ReadonlyMap<string, string> = new Map(
  ['README.md', 'skills/workers-ai-gateway/SKILL.md', ...docs].map(path => [path, read(path)]),
);

/** Pages whose links are checked, and nothing else. */
const others = ['CONTRIBUTING.md', 'SECURITY.md', ...['next-chat', 'rag', 'worker'].map(toReadme)];

function toReadme(name: string): string {
  return `examples/${name}/README.md`;
}

export interface Snippet {
  /** Its page and line. */
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
export function snippetsOf(path: string): readonly Snippet[] {
  const page = pages.get(path) ?? '';
  return [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = '' }) => ({
    name: `${path}:${page.slice(0, index).split('\n').length}`,
    code: withInstalled(code),
  }));
}

/** The rows of the tables under a heading, without those of later headings, cell by cell. */
export function tableRows(path: string, heading: string): readonly (readonly string[])[] {
  const [, section = ''] = (pages.get(path) ?? '').split(new RegExp(`^#+ ${heading}\n`, 'm'));
  const [text = ''] = section.split(/^#/m);
  const lines = text.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
  return lines.map(line =>
    line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim()),
  );
}

/** The names in code quotes in the first column of a table. */
export function namesIn(path: string, heading: string): string[] {
  return tableRows(path, heading).flatMap(([cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

const withoutCode = (page: string) => page.replace(/^```.*?^```$/gms, '');

function anchorsIn(page: string): string[] {
  return [...withoutCode(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** The targets of a page's links to files and headings. */
export function linksOf(path: string): string[] {
  const targets = [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter(target => !/^[a-z]+:/.test(target));
}

function leads(target: string, { path }: { path: string }): boolean {
  const [file = '', anchor] = target.split('#');
  const url = new URL(file, new URL(path, root));
  if (!existsSync(url)) return false;
  return anchor === undefined || anchorsIn(readFileSync(url, 'utf8')).includes(anchor);
}

/** Links to files or headings that don't exist. */
export function brokenLinks(): string[] {
  return [...pages.keys(), ...others].flatMap(path =>
    linksOf(path)
      .filter(target => !leads(target, { path }))
      .map(target => `${path}: ${target}`),
  );
}
