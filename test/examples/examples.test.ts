import { readdir, readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';
import { type Ended, runTsx } from './spawn.ts';

const onLocalGateway =
  'Running on the local gateway, where a stand-in model answers. For Cloudflare, set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, CLOUDFLARE_GATEWAY_ID.\n\n';
const call = 'cache MISS, log [0-9a-f-]{36}\n';

const streamed = RegExp(`^AI Gateway is .*\n${call}$`);
const object = RegExp(`^{ customer: 'Ada', topic: 'billing', urgent: true }\n${call}$`);
const picture = RegExp(`^examples/output/fox.png: image/png\n${call}$`);
const sound = RegExp(
  `^examples/output/parcel.wav: audio/wav\n“Your parcel is at the door.” in 1.8 s\n${call}$`,
);
const called = (first: string, second: string): RegExp =>
  RegExp(
    `^weather\\({"city":"Lisbon"}\\) gave {"city":"Lisbon","celsius":21,"sky":"clear"}
step ${first}: ${call}step ${second}: ${call}.*Lisbon.*21.*clear.*\n$`,
  );

/** What each example prints below its heading. */
const outputs: readonly (readonly [name: string, output: RegExp])[] = [
  ['generate', RegExp(`^Cloudflare is .*\n${call}$`)],
  ['stream', streamed],
  ['ai4/stream', streamed],
  ['tools', called('0', '1')],
  ['ai4/tools', called("'initial'", "'tool-result'")],
  ['object', object],
  ['ai4/object', object],
  ['embed', RegExp(`^ 0\\.\\d\\d To reset your password, .*\n(?: 0|-0)(?:.*\n){3}${call}$`)],
  ['rerank', RegExp(`^0\\.9\\d\\d To reset a lost password, .*\n0\\.\\d{3} .*\n${call}$`)],
  ['decide', RegExp(`^urgent: [5-9]\\d %\nteam: billing \\([89]\\d %\\)\nanger: 2\\.0 of 2\n${call}$`)],
  ['ai4/image', picture],
  ['image', picture],
  ['ai4/speech', sound],
  ['speech', sound],
  [
    'caching',
    RegExp(
      `^{"cacheTtl":300}: ${call}{"cacheTtl":300}: cache HIT, log [0-9a-f-]{36}\n{"cacheTtl":300,"skipCache":true}: ${call}$`,
    ),
  ],
  ['classification', /^cache MISS, log [0-9a-f-]{36}\nNEGATIVE 0\.0\d\d\nPOSITIVE 0\.9\d\d\n$/],
];

describe('without credentials, the tour runs every example on the local gateway and says so', () => {
  let tour: Ended = { status: null, stdout: '', stderr: '' };
  beforeAll(async () => {
    tour = await runTsx(['examples/tour.ts']);
  });
  /** What stands below the heading of an example, without the empty line that follows it. */
  const outputOf = (name: string) => {
    const parts = tour.stdout.split(/^## .* \((examples\/.*\.ts)\)\n/m);
    return parts[parts.indexOf(`examples/${name}.ts`) + 1]?.replace(/\n(?:\nRan .*\n)?$/, '');
  };

  test('it ends well, without colours in a pipe', () => {
    expect({ status: tour.status, stderr: tour.stderr }).toEqual({ status: 0, stderr: '' });
    expect(tour.stdout.slice(0, onLocalGateway.length)).toBe(onLocalGateway);
    expect(tour.stdout).not.toMatch('\u001b');
    expect(tour.stdout).toMatch(/\nRan 20 of 20 examples in [\d.]+ s\.\n$/);
    expect(tour.stdout.match(/^## /gm)).toHaveLength(20);
  });

  test.each(outputs)('examples/%s.ts prints its output', (name, output) => {
    expect(outputOf(name)).toMatch(output);
  });

  test('the example of an error prints its message, status and code', () => {
    const text = outputOf('errors');
    expect(text).toMatch(/^Workers AI error 3040: .* The model is out of capacity: try again, or/);
    expect(text).toMatch(
      /\nstatus 429, isRetryable true, data {\n {2}code: 3040,\n {2}logId: '[0-9a-f-]{36}',/,
    );
  });

  test('the picture has the size that was asked for, and from top to bottom the colours that were', async () => {
    const png = await readFile('examples/output/fox.png');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect([width, height]).toEqual([640, 480]);
    // A byte a pixel, which is its colour's number, and one before each row.
    const rows = inflateSync(chunkOf(png, 'IDAT'));
    const colours = [100, 240, 380].map(row => {
      const colour = (rows[row * (width + 1) + width / 2] ?? 0) * 3;
      return chunkOf(png, 'PLTE')
        .subarray(colour, colour + 3)
        .toString('hex');
    });
    // Red, white and blue, as the prompt names them.
    expect(colours).toEqual(['d93a3a', 'f8f8f8', '2c6be0']);
  });

  test('the sound lasts as long as its six words, 0.3 seconds each, and is heard', async () => {
    const wav = await readFile('examples/output/parcel.wav');
    const data = wav.indexOf('data') + 8;
    const length = wav.readUInt32LE(data - 4);
    expect(length / wav.readUInt32LE(28)).toBeCloseTo(1.8);
    const samples = Array.from({ length: length / 2 }, (_, at) => wav.readInt16LE(data + at * 2));
    expect(Math.max(...samples.slice(0, 5000))).toBeGreaterThan(8000);
  });
});

test('each example names its version in its first line, and imports the entry of that version', async () => {
  const folders = ['examples', 'examples/ai4'];
  const names = await Promise.all(
    folders.map(async folder => (await readdir(folder)).map(name => `${folder}/${name}`)),
  );
  const worker = ['index', 'rag'].map(name => `examples/worker/src/${name}.ts`);
  const paths = [...names.flat().filter(name => name.endsWith('.ts')), ...worker];
  for (const path of paths) {
    const code = await readFile(path, 'utf8');
    const [, version = '7'] = /^\/\/ For (?:AI SDK (\d)|any version)/.exec(code) ?? expect.fail(path);
    for (const [, entry] of code.matchAll(/'workers-ai-gateway(?:\/(ai\d))?'/g))
      expect([path, entry]).toEqual([path, `ai${version}`]);
  }
  expect(paths.length).toBeGreaterThan(20);
});

function chunkOf(png: Buffer, name: string): Buffer {
  const start = png.indexOf(name) + 4;
  return png.subarray(start, start + png.readUInt32BE(start - 8));
}

describe('with credentials', () => {
  test('an example calls the gateway that they name, and says so', async () => {
    const gateway = createLocalGateway({ accounts: ['acc'], gateways: ['gw'], token: 'secret' });
    const server = await gateway.listen();
    const { stdout } = await runTsx(['examples/generate.ts'], server.environment);
    await server.close();
    expect(stdout).toMatch(`Running on ${server.url}/v1, through the gateway 'gw'.\n\nCloudflare is`);
    expect(gateway.requests.map(({ path, status }) => ({ path, status }))).toEqual([
      { path: '/v1/acc/gw/workers-ai/@cf/zai-org/glm-4.7-flash', status: 200 },
    ]);
  });

  test('an example whose call fails ends with status 1 and the reason', async () => {
    const gateway = createLocalGateway();
    const server = await gateway.listen();
    gateway.reply(failure(5035));
    const { status, stderr } = await runTsx(['examples/stream.ts'], server.environment);
    await server.close();
    expect(status).toBe(1);
    expect(stderr).toMatch('Workers AI error 5035');
  });

  test('when one is missing, the line names it', async () => {
    const credentials = { CLOUDFLARE_ACCOUNT_ID: 'acc', CLOUDFLARE_API_TOKEN: 'secret' };
    const { stdout } = await runTsx(['examples/generate.ts'], credentials);
    expect(stdout).toMatch('For Cloudflare, set CLOUDFLARE_GATEWAY_ID.\n');
  });
});
