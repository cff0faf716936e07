import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Locked extends Manifest {
  readonly version: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const manifest = read<Manifest & { optionalDependencies?: object; peerDependencies?: object }>(
  'package.json',
);
const { packages } = read<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json');

/** What npm runs by itself where a package is installed. */
const atInstall = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
];

test('the package runs nothing when it is installed', () => {
  expect(Object.keys(manifest.scripts ?? {}).filter(name => atInstall.includes(name))).toEqual([]);
});

/** The package's dependencies and theirs, as the lock file has them at the top. */
function installed(names: readonly string[], found = new Map<string, Locked>()): Map<string, Locked> {
  for (const name of names) {
    const locked = packages[`node_modules/${name}`];
    if (!locked) throw new Error(`The lock file lacks ${name}.`);
    if (found.has(name)) continue;
    found.set(name, locked);
    installed(Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }), found);
  }
  return found;
}

test('what is installed with it are three packages, of which none runs anything either', () => {
  expect([manifest.optionalDependencies, manifest.peerDependencies]).toEqual([undefined, undefined]);
  const all = installed(Object.keys(manifest.dependencies ?? {}));
  expect([...all.keys()].sort()).toEqual(['@ai-sdk/provider', 'eventsource-parser', 'json-schema']);
  expect([...all].filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});
