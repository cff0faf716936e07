import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { circleProblems } from './architecture/circles.ts';
import { isGenerated, propertiesOf, sizeProblems, speaksOf, trustProblems } from './architecture/code.ts';
import { importProblems } from './architecture/imports.ts';
import { parse, type Source } from './architecture/source.ts';

const root = fileURLToPath(new URL('../src/', import.meta.url));
const sources: readonly Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path.endsWith('.ts'))
  .map(path => parse(path, readFileSync(root + path, 'utf8')));
const written = sources.filter(source => !isGenerated(source));

test('the sources that the rules are held against are found', () => {
  expect(sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['index.ts', 'chat/chat.ts', 'sdk/v1/provider.ts', 'local-gateway/gateway.ts']),
  );
});

describe('imports', () => {
  test('point where the table of the house lets them', () => {
    expect(sources.flatMap(importProblems)).toEqual([]);
  });

  test.each([
    ['transport/rest.ts', "import { createChat } from '../chat/chat.ts';", 'chat'],
    ['transport/rest.ts', "import type { Chat } from '../chat/chat.ts';", 'chat'],
    ['transport/rest.ts', "export { createChat } from '../chat/chat.ts';", 'chat'],
    ['transport/rest.ts', "const chat = await import('../chat/chat.ts');", 'chat'],
    ['transport/rest.ts', "let chat: import('../chat/chat.ts').Chat;", 'chat'],
    ['transport/rest.ts', "import '../request/codes.ts';", 'request'],
    ['chat/wire/delta.ts', "import { embed } from '../../embedding/embedding.ts';", 'embedding'],
    ['embedding/embedding.ts', "import { fromPrompt } from '../sdk/shared/prompt.ts';", 'sdk/shared'],
    ['gateway/options.ts', "import { send } from '../transport/http.ts';", 'transport'],
    ['stream/bridge.ts', "import { gatewayHeaders } from '../gateway/options.ts';", 'gateway'],
    ['values/check.ts', "import { gatewayHeaders } from '../gateway/options.ts';", 'gateway'],
    ['sdk/shared/prompt.ts', "import { createProvider } from '../../provider/provider.ts';", 'provider'],
    ['sdk/v2/stream.ts', "import { toUsage } from '../v1/result.ts';", 'sdk/v1'],
    ['sdk/shared/prompt.ts', "import { fromCall } from '../v1/call.ts';", 'sdk/v1'],
    ['sdk/v1/stream.ts', "import { rest } from '../../transport/rest.ts';", 'transport'],
    ['provider/provider.ts', "import { toUsage } from '../sdk/v1/result.ts';", 'sdk/v1'],
    ['provider/provider.ts', "import { VERSION } from '../index.ts';", 'top of src'],
    ['local-gateway/gateway.ts', "import { isRecord } from '../values/check.ts';", 'values'],
    [
      'local-gateway/http/seen-request.ts',
      "import type { Gateway } from '../../gateway/options.ts';",
      'gateway',
    ],
    ['index.ts', "import { send } from './request/answer.ts';", 'request'],
    ['chat/media.ts', "import { Buffer } from 'node:buffer';", 'node:buffer'],
    ['chat/types.ts', "import type { LanguageModelV1 } from '@ai-sdk/provider-v1';", '@ai-sdk/provider-v1'],
  ])('%s with `%s` is complained of', (path, text, wanted) => {
    expect(importProblems(parse(path, text))).toEqual([`'${path}' may not import '${wanted}'`]);
  });

  test.each([
    ['request/answer.ts', "import type { Transport } from '../transport/transport.ts';"],
    ['sdk/v1/stream.ts', "import type { Present } from '../../chat/chat.ts';"],
    ['sdk/v1/call.ts', "import type { LanguageModelV1 } from '@ai-sdk/provider-v1';"],
    ['index.ts', "export type { GatewayOptions } from './gateway/options.ts';"],
    ['index.ts', "export { type GatewayOptions } from './gateway/options.ts';"],
    ['local-gateway/listen.ts', "import { createServer } from 'node:http';"],
    ['chat/wire/delta.ts', "import { isRecord } from '../../values/check.ts';"],
    ['stream/bridge.ts', "import { isRecord } from '../values/check.ts';"],
  ])('%s with `%s` is fine', (path, text) => {
    expect(importProblems(parse(path, text))).toEqual([]);
  });

  test('entries re-export types of the lower folders, not values', () => {
    const source = parse('index.ts', "export { gatewayHeaders } from './gateway/options.ts';");
    expect(importProblems(source)).toEqual(["'index.ts' may import only types of 'gateway'"]);
  });

  test('a folder that the table lacks is complained of', () => {
    expect(importProblems(parse('utils/text.ts', ''))).toEqual([
      "'utils/text.ts' stands in 'utils', which has no row in the table of imports",
    ]);
  });

  test('an import of what is outside src is complained of', () => {
    const source = parse('chat/chat.ts', "import { llama } from '../../test/local-gateway/post.ts';");
    expect(importProblems(source)).toEqual([
      "'chat/chat.ts' may not import '../../test/local-gateway/post.ts', outside src",
    ]);
  });
});

describe('circles', () => {
  const chain = {
    'a.ts': "import './b.ts';",
    'b.ts': "import type { C } from './lib/c.ts';",
    'lib/c.ts': '',
  };
  const problemsOf = (files: Readonly<Record<string, string>>) =>
    circleProblems(Object.entries(files).map(([path, text]) => parse(path, text)));

  test('no file imports itself over others, for types or for values', () => {
    expect(circleProblems(sources)).toEqual([]);
  });

  test.each([
    ['lib/c.ts', "import { a } from '../a.ts';", 'a.ts, b.ts, lib/c.ts'],
    ['lib/c.ts', "import type { A } from '../a.ts';", 'a.ts, b.ts, lib/c.ts'],
    ['lib/c.ts', "let a: import('../a.ts').A;", 'a.ts, b.ts, lib/c.ts'],
    ['lib/c.ts', "export type { B } from '../b.ts';", 'b.ts, lib/c.ts'],
    ['lib/c.ts', "import './c.ts';", 'lib/c.ts'],
  ])('%s with `%s` closes a circle', (path, text, circle) => {
    expect(problemsOf({ ...chain, [path]: text })).toEqual([`import each other in a circle: ${circle}`]);
  });

  test('two circles are two problems', () => {
    const files = { 'a.ts': "import './b.ts';", 'b.ts': "import './a.ts';", 'c.ts': "import './c.ts';" };
    expect(problemsOf(files)).toEqual([
      'import each other in a circle: a.ts, b.ts',
      'import each other in a circle: c.ts',
    ]);
  });

  test('files that share an import, or lead to a circle, are in none', () => {
    expect(problemsOf({ ...chain, 'd.ts': "import './a.ts'; import './lib/c.ts';" })).toEqual([]);
    expect(problemsOf({ 'a.ts': "import './b.ts';", 'b.ts': "import './b.ts';" })).toEqual([
      'import each other in a circle: b.ts',
    ]);
  });
});

describe('size', () => {
  test('files have up to 200 lines, functions up to 45', () => {
    expect(written.flatMap(sizeProblems)).toEqual([]);
  });

  const lines = (count: number) => 'call();\n'.repeat(count);

  test('a longer file is complained of', () => {
    expect(sizeProblems(parse('chat/chat.ts', lines(200)))).toEqual([]);
    expect(sizeProblems(parse('chat/chat.ts', lines(201)))).toEqual(["'chat/chat.ts' has 201 lines"]);
  });

  test.each([
    ['function send() {\n', '}', 'a function send'],
    ['const send = () => {\n', '};', 'a function send'],
    ['const transport = { send() {\n', '} };', 'a function send'],
    ['run(async () => {\n', '});', 'a function'],
  ])('a longer function that begins as `%s` is complained of', (head, tail, name) => {
    const text = (count: number) => `\n${head}${lines(count - 2)}${tail}\n`;
    expect(sizeProblems(parse('chat/chat.ts', text(45)))).toEqual([]);
    expect(sizeProblems(parse('chat/chat.ts', text(46)))).toEqual([
      `'chat/chat.ts:2' has ${name} of 46 lines`,
    ]);
  });
});

describe('trust', () => {
  test('nothing is cast, nothing is any, nothing writes to the console', () => {
    expect(written.flatMap(trustProblems)).toEqual([]);
  });

  test.each([
    ['const value = body as string;', 'casts: body as string'],
    ['const value = <string>body;', 'casts: <string>body'],
    ['const value = body!;', 'casts null away: body!'],
    ['const read = (value: any) => value;', 'says any'],
    ['type Body = Record<string, any>;', 'says any'],
    ["console.warn('!');", 'writes to the console'],
  ])('`%s` is complained of', (text, problem) => {
    expect(trustProblems(parse('chat/chat.ts', text))).toEqual([`'chat/chat.ts:1' ${problem}`]);
  });

  test('a silenced compiler is complained of', () => {
    const source = parse('chat/chat.ts', '// @ts-expect-error it is fine\ncall();');
    expect(trustProblems(source)).toEqual(["'chat/chat.ts' silences the compiler with @ts-expect-error"]);
  });

  test.each(['const modes = [1] as const;', "import { text as words } from './text.ts';", "say('any');"])(
    '`%s` is fine',
    text => {
      expect(trustProblems(parse('chat/chat.ts', text))).toEqual([]);
    },
  );

  test('the command may write to the console', () => {
    expect(trustProblems(parse('cli.ts', "console.log('Listening.');"))).toEqual([]);
  });
});

describe('a gateway option', () => {
  /** Names that stand elsewhere too, and why. */
  const elsewhere: Readonly<Record<string, string>> = {
    id: 'every request needs it, and its place in the URL',
    metadata: 'merged key by key, and the name of what comes back',
    retries: 'merged key by key',
    eventId: 'the gateway gives it back',
    customCost: 'has a check of its own',
  };
  const options = sources.filter(({ path }) => path === 'gateway/options.ts');
  const names = options
    .flatMap(source => propertiesOf(source, 'GatewayOptions'))
    .filter(name => !(name in elsewhere));
  // The local gateway is a witness of its own, and the command starts it.
  const core = sources.filter(({ path }) => !/^((local-gateway|wrangler)[./]|cli\.ts$)/.test(path));

  test('is read from its interface', () => {
    expect(names).toEqual(expect.arrayContaining(['skipCache', 'cacheTtl', 'requestTimeoutMs', 'zdr']));
  });

  test.each(names)('%s stands in one file of src', name => {
    const paths = core.filter(source => speaksOf(source, name)).map(({ path }) => path);
    expect(paths).toEqual(['gateway/options.ts']);
  });

  test('is found in code, not in comments or messages', () => {
    expect(speaksOf(parse('chat/chat.ts', 'send({ cacheTtl: 60 });'), 'cacheTtl')).toBe(true);
    expect(speaksOf(parse('chat/chat.ts', "read('cacheTtl');"), 'cacheTtl')).toBe(true);
    expect(speaksOf(parse('chat/chat.ts', "// cacheTtl\nsay('set cacheTtl');"), 'cacheTtl')).toBe(false);
  });
});
