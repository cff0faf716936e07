import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

// What an editor shows of the built declarations. The marks `/*n*/` stand in front of the symbols.
const program = `
import { createWorkersAI, readMetadata, workersai } from './ai7.js';
const provider = createWorkersAI({
  /*1*/apiKey: 'x',
  /*2*/gateway: { /*3*/cacheTtl: 60, /*4*/retries: { /*5*/maxAttempts: 2 } },
});
provider('@cf/zai-org/glm-4.7-flash', { /*6*/parallelToolCalls: true, /*7*/headers: {} });
provider.embedding('@cf/baai/bge-m3', { /*8*/maxEmbeddingsPerCall: 10 });
/*9*/readMetadata({}).cacheStatus;
workersai./*10*/fallback;
`;

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const name = `${dist}hover.ts`;

function createService(): ts.LanguageService {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
  };
  return ts.createLanguageService({
    getScriptFileNames: () => [name],
    getScriptVersion: () => '1',
    getScriptSnapshot: file => {
      const text = file === name ? program : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => dist,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: file => file === name || ts.sys.fileExists(file),
    readFile: file => (file === name ? program : ts.sys.readFile(file)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
}

const service = createService();

function hover(mark: number): string {
  const at = program.indexOf(`/*${mark}*/`) + `/*${mark}*/`.length;
  const info = service.getQuickInfoAtPosition(name, at);
  const tags = info?.tags?.map(tag => `@${tag.name} ${ts.displayPartsToString(tag.text)}`) ?? [];
  return [ts.displayPartsToString(info?.documentation), ...tags].join('\n');
}

test.each([
  [
    1,
    'apiKey',
    /^API token with the Workers AI permission, [\s\S]*@default the environment's CLOUDFLARE_API_TOKEN/,
  ],
  [2, 'gateway', /^The gateway that requests go through[\s\S]*See docs\/gateway-options\.md/],
  [3, 'cacheTtl', /^Seconds that the answer stays in the cache\.[\s\S]*See docs\/caching\.md/],
  [4, 'retries', /^How the gateway retries[\s\S]*See docs\/retries\.md/],
  [5, 'maxAttempts', /^Attempts in all, from 1 to 5\./],
  [6, 'parallelToolCalls', /^Whether the model may call several tools at once\.[\s\S]*@default/],
  [7, 'headers', /^More headers\./],
  [8, 'maxEmbeddingsPerCall', /from 1 to 100\.[\s\S]*@default 100/],
  [9, 'readMetadata', /^Reads the gateway's metadata of a request[\s\S]*@throws TypeError/],
  [10, 'fallback', /^Creates a language model[\s\S]*See docs\/fallback\.md/],
])('%i: an editor shows what %s does, its units and its default', (mark, _symbol, expected) => {
  expect(hover(mark)).toMatch(expected);
});
