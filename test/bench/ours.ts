import { pathToFileURL } from 'node:url';

/** This package as it is built; the folder is told by `main.ts`. */
const dist = pathToFileURL(`${process.env.BENCH_DIST}/`);

const load = (file: string) => import(new URL(file, dist).href);

export const ai4: typeof import('../../src/index.ts') = await load('index.js');
export const ai5: typeof import('../../src/ai5.ts') = await load('ai5.js');
export const ai6: typeof import('../../src/ai6.ts') = await load('ai6.js');
export const ai7: typeof import('../../src/ai7.ts') = await load('ai7.js');

/** The local gateway, which few measurements need. */
export const loadTesting = (): Promise<typeof import('../../src/testing.ts')> => load('testing.js');
