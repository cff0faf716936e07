import ts from 'typescript';

/** A file of `src`, parsed. */
export interface Source {
  /** Below `src`, such as `transport/rest.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export const parse = (path: string, text: string): Source => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
});

/** All nodes of a file. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, child => {
    nodes.push(...nodesOf(child));
  });
  return nodes;
}

export interface Import {
  readonly from: string;
  /** Whether nothing of it is left once the types are gone. */
  readonly isType: boolean;
}

/** Imports, re-exports, dynamic imports, `require` and types of the form `import('…')`. */
export const importsOf = ({ tree }: Source): Import[] => nodesOf(tree).flatMap(importIn);

function importIn(node: ts.Node): Import[] {
  if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, isTypeImport(node.importClause));
  if (ts.isExportDeclaration(node)) return found(node.moduleSpecifier, isTypeExport(node));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return found(node.argument.literal, true);
  if (!ts.isCallExpression(node)) return [];
  const { expression } = node;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  if (!isRequire && expression.kind !== ts.SyntaxKind.ImportKeyword) return [];
  return found(node.arguments[0], false);
}

const found = (specifier: ts.Node | undefined, isType: boolean): Import[] =>
  specifier && ts.isStringLiteralLike(specifier) ? [{ from: specifier.text, isType }] : [];

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  return !name && !!namedBindings && ts.isNamedImports(namedBindings) && areTypes(namedBindings.elements);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  return isTypeOnly || (!!exportClause && ts.isNamedExports(exportClause) && areTypes(exportClause.elements));
}

const areTypes = (elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): boolean =>
  elements.length > 0 && elements.every(element => element.isTypeOnly);
