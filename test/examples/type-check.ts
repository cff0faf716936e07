import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(fileURLToPath(new URL('../../package.json', import.meta.url)));

function projectOptions(): ts.CompilerOptions {
  const read = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  // Snippets are programs, not declarations; a user's compiler asks for no annotations of theirs.
  return { ...options, isolatedDeclarations: false, declaration: false, noUnusedLocals: true };
}

/** Packages that snippets import and that are not installed here. */
const ambient = [
  '@cloudflare/vitest-pool-workers',
  '@opennextjs/cloudflare',
  '@playwright/test',
  'cloudflare:workers',
]
  .map(name => `declare module '${name}';`)
  .join('\n');

/** Compiles texts as modules in the project's folder. Returns what the compiler says against each. */
export function typeCheck(texts: ReadonlyMap<string, string>): string[] {
  const options = { ...projectOptions(), moduleDetection: ts.ModuleDetectionKind.Force };
  const files = new Map(
    [...texts].map(([name, text], index) => [join(root, `snippet-${index}.ts`), { name, text }]),
  );
  files.set(join(root, 'snippet-ambient.d.ts'), { name: 'ambient', text: ambient });
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = file => files.has(file) || fileExists(file);
  host.readFile = file => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = files.get(file)?.text;
    return text === undefined
      ? getSourceFile(file, target, ...rest)
      : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([file, { name }]) => {
    const source = program.getSourceFile(file);
    return ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}
