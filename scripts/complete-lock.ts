// npm may write a lock file without the optional packages of other platforms, which `npm ci` then refuses
// (https://github.com/npm/cli/issues/4828). Run behind `npm install`: tsx scripts/complete-lock.ts
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

const systems = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const processors = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

/** The entry of a platform's package, told by its name; undefined for a package of no platform. */
function entryOf(name: string, version: string, isDev: boolean): Entry | undefined {
  const words = name.split(/[-/]/);
  const os = systems.find(system => words.includes(system));
  const cpu = processors.find(processor => words.includes(processor));
  if (!os || !cpu || !/^\d/.test(version)) return undefined;
  const libc = words.find(word => /^(?:musl|gnu)/.test(word));
  return {
    version,
    cpu: [cpu],
    ...(isDev && { dev: true }),
    ...(os === 'linux' && libc && { libc: [libc.startsWith('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    os: [os],
  };
}

const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies).flatMap(([name, version]): [string, Entry][] => {
    const isThere = lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    const entry = isThere ? undefined : entryOf(name, version, dev === true);
    return entry ? [[`node_modules/${name}`, entry]] : [];
  }),
);
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
lock.packages = Object.fromEntries(packages.sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages of other platforms added to package-lock.json`);
