import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What users write. Settings that the local gateway returns, and options of Cloudflare's own binding, are not. */
const isOption = (name: string) =>
  !/^(Binding|Universal|LocalSettings|ServerSettings)/.test(name) &&
  /(Options|Settings|Patch|Retries|Member|Upstream|RateLimit|Disputes)$/.test(name);

const entries = ['ai7', 'models', 'testing', 'wrangler'].map(name => `${root}src/${name}.ts`);
const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(entries, options);
const checker = program.getTypeChecker();

const exportsOf = (path: string): ts.Symbol[] => {
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  return module ? checker.getExportsOfModule(module) : [];
};

const resolve = (symbol: ts.Symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The members of an exported type that this package declares, and the documentation of each. */
function membersOf(type: ts.Symbol): [name: string, documentation: string][] {
  return checker
    .getDeclaredTypeOfSymbol(type)
    .getProperties()
    .map(member => {
      const text = ts.displayPartsToString(member.getDocumentationComment(checker));
      return [`${type.name}.${member.name}`, text];
    });
}

const types = [...new Set(entries.flatMap(exportsOf).map(resolve))].filter(({ name }) => isOption(name));
const members = types.flatMap(membersOf);

test('every option has a description that shows in the editor', () => {
  expect(members.length).toBeGreaterThan(200);
  expect(members.filter(([, text]) => text === '').map(([name]) => name)).toEqual([]);
});

test.each([
  'WorkersAISettings',
  'GatewayOptions',
  'ChatOptions',
  'EmbeddingOptions',
  'ImageOptions',
  'SpeechOptions',
  'TranscriptionOptions',
  'RerankingOptions',
  'DecisionOptions',
  'ConnectOptions',
  'FallbackOptions',
  'LocalGatewayOptions',
  'LocalAIOptions',
])('the description of %s names its page', name => {
  const type = types.find(found => found.name === name);
  const text = ts.displayPartsToString(type?.getDocumentationComment(checker));
  expect(text).toMatch(/See docs\/[\w-]+\.md\./);
});
