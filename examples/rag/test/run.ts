import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import type { LocalGateway, LocalServer } from 'workers-ai-gateway/testing';
import { readDocuments } from '../src/documents.ts';
import { type IndexResult, indexDocuments } from '../src/index-documents.ts';
import { type Models, modelsFrom } from '../src/models.ts';
import { openStore } from '../src/store.ts';

export const example: string = fileURLToPath(new URL('..', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

type Environment = Readonly<Record<string, string>>;

/** Starts `index`, `ask`, `eval` or `gateway` without credentials, beside those that are given. */
export function start(
  command: string,
  given: readonly string[] = [],
  environment: Environment = {},
): ChildProcess {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(CLOUDFLARE_|WORKERS_AI_|RAG_|INIT_CWD)/.test(name),
  );
  const child = spawn(process.execPath, ['--import', 'tsx', `src/${command}-command.ts`, ...given], {
    cwd: example,
    env: { ...Object.fromEntries(others), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output += text;
    });
  }
  return new Promise(resolve => child.on('close', code => resolve({ code, output })));
}

export const run = (
  command: string,
  given: readonly string[] = [],
  environment: Environment = {},
): Promise<Outcome> => outcomeOf(start(command, given, environment));

/** A folder of these files, for the length of a test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rag-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export const modelsOn = ({ settings }: LocalGateway, embedding = '@cf/baai/bge-m3'): Models =>
  modelsFrom(createWorkersAI(settings), {
    embedding,
    chat: '@cf/meta/llama',
    host: undefined,
    place: 'a test',
  });

/** What a command uses that was given the server's environment. */
export const modelsAt = ({ settings }: LocalServer): Models =>
  modelsFrom(createWorkersAI(settings), {
    embedding: '@cf/baai/bge-m3',
    chat: '@cf/meta/llama',
    host: settings.baseURL,
    place: 'a test',
  });

/** Indexes a folder in this process. */
export async function indexFolder(
  folder: string,
  { models, file = join(folder, 'rag.db'), all }: { models: Models; file?: string; all?: boolean },
): Promise<IndexResult & { readonly sections: string[] }> {
  const store = await openStore(file);
  try {
    const documents = await readDocuments(folder);
    const result = await indexDocuments(store, { folder, documents, models, ...(all && { all }) });
    return { ...result, sections: [...(await store.sections())].sort() };
  } finally {
    store.close();
  }
}
