// A folder in which an app has installed this package, as npm would: what the peers and `ai` use too is there once,
// where the versions allow it.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages that are found above the app as well, but in another major. */
const nested = ['@ai-sdk/provider'];

/** Returns the app's folder. */
export async function installApp(dist: string): Promise<string> {
  const app = file('./app');
  const installed = `${app}/node_modules/workers-ai-gateway`;
  rmSync(app, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  cpSync(dist, `${installed}/dist`, { recursive: true });
  const root = file('../../..');
  await writeFile(`${installed}/package.json`, await readFile(`${root}/package.json`));
  for (const name of nested) {
    cpSync(`${root}/node_modules/${name}`, `${installed}/node_modules/${name}`, { recursive: true });
  }
  return app;
}
