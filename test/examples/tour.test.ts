import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { runTsx } from './spawn.ts';

test('the tour runs every example under a heading, without colours in a pipe', async () => {
  const { status, stdout, stderr } = await runTsx(['examples/tour.ts']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.match(/^## .*$/gm)).toEqual([
    '## Generate a text (examples/generate.ts)',
    '## Stream a text (examples/stream.ts)',
    '## Let the model call a tool (examples/tools.ts)',
    '## Get an object that fits a schema (examples/object.ts)',
    '## Search documents by their meaning (examples/embed.ts)',
    '## Rerank what a search found (examples/rerank.ts)',
    '## Decide on a message (examples/decide.ts)',
    '## Draw a picture (examples/image.ts)',
    '## Turn a text into speech, and back (examples/speech.ts)',
    '## Answer from the gateway’s cache (examples/caching.ts)',
    '## Run a task without an AI SDK model type (examples/classification.ts)',
    '## Serve useChat() from a Next.js route (examples/route-handler.ts)',
    '## Read an error (examples/errors.ts)',
    '## AI SDK 4: stream a text (examples/ai4/stream.ts)',
    '## AI SDK 4: let the model call a tool (examples/ai4/tools.ts)',
    '## AI SDK 4: get an object that fits a schema (examples/ai4/object.ts)',
    '## AI SDK 4: draw a picture (examples/ai4/image.ts)',
    '## AI SDK 4: turn a text into speech, and back (examples/ai4/speech.ts)',
    '## AI SDK 4: serve useChat() from a Next.js route (examples/ai4/route-handler.ts)',
    '## AI SDK 4: answer in a Worker, over the binding (examples/worker/src/index.ts)',
  ]);
  expect(stdout.match(/^Running on /gm)).toHaveLength(1);
  expect(stdout).not.toMatch('\u001b');
  expect(stdout).toMatch(/^Ran 20 of 20 examples in [\d.]+ s\.$/m);
});

test('named examples run alone', async () => {
  const { status, stdout } = await runTsx(['examples/tour.ts', 'object', 'classification']);
  expect(status).toBe(0);
  expect(stdout.match(/examples\/.*\.ts/g)).toEqual(['examples/object.ts', 'examples/classification.ts']);
  expect(stdout).toMatch('Ran 2 of 20 examples');
});

test('an example that fails does not keep the others from running, and the tour ends with status 1', async () => {
  const server = await createLocalGateway({ models: ['@cf/baai/bge-base-en-v1.5'] }).listen();
  const parameters = ['examples/tour.ts', 'generate', 'embed'];
  const { status, stdout, stderr } = await runTsx(parameters, server.environment);
  await server.close();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Failed: Workers AI error 5007: .*\nFailed: generate\.\n$/);
  expect(stdout).toMatch('To reset your password');
});

test.each(['--help', '-h'])('%s tells how to run it and runs nothing', async flag => {
  const { status, stdout } = await runTsx(['examples/tour.ts', flag]);
  expect(status).toBe(0);
  expect(stdout).toMatch('npm start -- stream tools');
  expect(stdout).not.toMatch('Running on');
});

test.each([
  ['--loud', "Unknown option '--loud'"],
  ['streams', "There is no example 'streams'. Try --help."],
])('%s is refused', async (parameter, message) => {
  const { status, stdout, stderr } = await runTsx(['examples/tour.ts', parameter]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(message);
});
