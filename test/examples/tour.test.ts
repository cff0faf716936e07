import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { runTsx } from './spawn.ts';

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
