import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import {
  createLocalGateway,
  type LocalGateway,
  type LocalGatewayOptions,
  type ServerSettings,
} from 'workers-ai-gateway/testing';

export const folder = join(import.meta.dirname, '..');
export const nextBin = join(folder, 'node_modules', 'next', 'dist', 'bin', 'next');
export const quiet = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } as const;

export interface Stage {
  /** Scripted and looked at by the tests; the chat's server reaches it over a port. */
  gateway: LocalGateway;
  settings: ServerSettings;
  /** A page of a browser window of its own, and what its console had to complain of. */
  open: (path: string, options?: BrowserContextOptions) => Promise<{ page: Page; complaints: string[] }>;
  close: () => Promise<void>;
}

export interface StageOptions {
  gateway?: LocalGatewayOptions;
  /** A WAV file that the browser's microphone hears, over and over. */
  microphone?: string;
}

const playing = (file: string): string[] => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-audio-capture=${file}`,
];

/** The chat as it is deployed, looked at in Chromium. */
export async function createStage({ gateway: options = {}, microphone }: StageOptions = {}): Promise<Stage> {
  const gateway = createLocalGateway({ chunkDelayMs: 40, ...options });
  const server = await gateway.listen();
  const port = await freePort();
  const next = startNode(
    [nextBin, 'start', '--port', String(port), '--hostname', '127.0.0.1'],
    server.environment,
  );
  const url = `http://127.0.0.1:${port}`;
  await answers(url, next);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', ...(microphone ? playing(microphone) : [])],
  });
  return {
    gateway,
    settings: server.settings,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
      const page = await context.newPage();
      const complaints = listenTo(page);
      await page.goto(url + path);
      // The message field takes the focus once the page is alive.
      await page.locator('textarea:focus').waitFor();
      return { page, complaints };
    },
    close: async () => {
      await browser.close();
      await end(next);
      await server.close();
    },
  };
}

function listenTo(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}

/** @throws what to install where there is none. */
export function findChromium(): string {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const places = [CHROMIUM_PATH ?? [], PATH.split(':').map(place => join(place, 'chromium'))].flat();
  const found = places.find(place => existsSync(place));
  if (found) return found;
  throw new Error(
    'These tests need Chromium. On Debian or Ubuntu: apt-get install -y chromium. ' +
      'Elsewhere install Chromium or Chrome, and set CHROMIUM_PATH to its executable.',
  );
}

/** Its output is shown if it ends before its time. */
export function startNode(
  args: string[],
  environment: Record<string, string>,
): ChildProcess & { said: string[] } {
  const env = { ...process.env, ...quiet, ...environment };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', text => said.push(String(text)));
  child.stderr.on('data', text => said.push(String(text)));
  return Object.assign(child, { said });
}

export async function answers(url: string, child: ChildProcess & { said: string[] }): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    if (child.exitCode !== null) throw new Error(`The server ended:\n${child.said.join('')}`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill(signal);
  const lastResort = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(lastResort);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** For people to look at. */
export async function screenshot(
  page: Page,
  name: string,
  path = join(folder, 'screenshots', `${name}.png`),
) {
  mkdirSync(join(folder, 'screenshots'), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
}
