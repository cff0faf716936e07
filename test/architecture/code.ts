import ts from 'typescript';
import { nodesOf, type Source } from './source.ts';

const longestFile = 200;
const longestFunction = 45;

export const isGenerated = ({ path }: Source): boolean => path.endsWith('.generated.ts');

/** Files and functions that do not fit the screen. */
export function sizeProblems(source: Source): string[] {
  const lines = source.text.trimEnd().split('\n').length;
  const long = nodesOf(source.tree)
    .filter(isFunction)
    .map(node => ({ name: nameOf(node), ...linesOf(node, source) }))
    .filter(({ count }) => count > longestFunction)
    .map(({ name, line, count }) => `'${source.path}:${line}' has ${name} of ${count} lines`);
  return [...(lines > longestFile ? [`'${source.path}' has ${lines} lines`] : []), ...long];
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

function linesOf(node: ts.Node, { tree }: Source): { line: number; count: number } {
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
  const first = lineAt(node.getStart(tree));
  return { line: first + 1, count: lineAt(node.getEnd()) - first + 1 };
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named ? `a function ${named.getText()}` : 'a function';
}

/** Types that the compiler is told to believe, and output that nobody asked for. */
export function trustProblems(source: Source): string[] {
  const comments = [...source.text.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g)];
  return [
    ...nodesOf(source.tree).flatMap(node => trustProblem(node, source)),
    ...comments.map(([comment]) => `'${source.path}' silences the compiler with ${comment}`),
  ];
}

function trustProblem(node: ts.Node, source: Source): string[] {
  const { path, tree } = source;
  const place = `'${path}:${linesOf(node, source).line}'`;
  const text = node.getText(tree);
  if (node.kind === ts.SyntaxKind.AnyKeyword) return [`${place} says any`];
  if (isCast(node)) return [`${place} casts: ${text}`];
  if (ts.isNonNullExpression(node)) return [`${place} casts null away: ${text}`];
  const isConsole = ts.isIdentifier(node) && node.text === 'console';
  return isConsole && path !== 'cli.ts' ? [`${place} writes to the console`] : [];
}

function isCast(node: ts.Node): boolean {
  if (ts.isTypeAssertionExpression(node)) return true;
  return ts.isAsExpression(node) && !ts.isConstTypeReference(node.type);
}

/** The names that an interface of a file gives its properties. */
export function propertiesOf({ tree }: Source, name: string): string[] {
  return nodesOf(tree)
    .filter(ts.isInterfaceDeclaration)
    .filter(node => node.name.text === name)
    .flatMap(node => node.members.flatMap(member => member.name?.getText(tree) ?? []));
}

/** Whether a file's code, comments and messages aside, has the name: as an identifier or as a text of its own. */
export const speaksOf = ({ tree }: Source, name: string): boolean =>
  nodesOf(tree).some(node => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name);
