import { createServer } from 'node:http';
import type { AiBinding, WorkersAISettings } from 'workers-ai-gateway';

/** What a service does with one request: it sends so much, and then nothing more unless it is told to. */
export interface Plan {
  /** `undefined` sends not even the headers. */
  readonly chunks: readonly string[] | undefined;
  /** @default 'text/event-stream' */
  readonly type?: string;
  /** Ends the body behind the chunks. @default false */
  readonly ends?: boolean;
}

/** A service that one call reaches, and what it saw of the call's end. */
export interface Service {
  readonly settings: WorkersAISettings;
  readonly requests: () => number;
  /** Whether it was told that nobody listens any more. */
  readonly isLetGo: () => boolean;
  readonly close: () => Promise<void>;
}

interface Notes {
  requests: number;
  isLetGo: boolean;
}

const account = { accountId: 'account', apiKey: 'key', gateway: 'gateway' } as const;

function serviceOf(notes: Notes, settings: WorkersAISettings, close = async () => {}): Service {
  return { settings, requests: () => notes.requests, isLetGo: () => notes.isLetGo, close };
}

const letGo = (notes: Notes) => {
  notes.isLetGo = true;
};

/** An answer that keeps to its plan, and notes when its body is cancelled. */
function answer({ chunks = [], type = 'text/event-stream', ends = false }: Plan, notes: Notes): Response {
  const left = chunks.map(chunk => new TextEncoder().encode(chunk));
  const body = new ReadableStream<Uint8Array>(
    {
      pull: controller => {
        const chunk = left.shift();
        if (chunk) controller.enqueue(chunk);
        else if (ends) controller.close();
        else return new Promise(() => {});
      },
      cancel: () => letGo(notes),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': type } });
}

/** Rejects as soon as the signal aborts, as `fetch` does; notes it. */
const untilAborted = (signal: AbortSignal | null | undefined, notes: Notes) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      letGo(notes);
      reject(signal.reason);
    });
  });

function inProcess(plan: Plan): Service {
  const notes: Notes = { requests: 0, isLetGo: false };
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    notes.requests++;
    const aborted = untilAborted(init?.signal, notes);
    if (!plan.chunks) return aborted;
    const { body, headers } = answer(plan, notes);
    // Reading rejects once the signal aborts, as that of a real answer does.
    const reader = body?.getReader();
    const heeding = new ReadableStream<Uint8Array>(
      {
        pull: async controller => {
          const read = await Promise.race([reader?.read(), aborted]);
          if (!read || read.done) controller.close();
          else controller.enqueue(read.value);
        },
        cancel: reason => reader?.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    aborted.catch(() => {});
    return new Response(heeding, { headers });
  };
  return serviceOf(notes, { ...account, fetch });
}

/** A `fetch` that drops its signal, as wrappers of it do: all that can be let go is the body. */
function deaf(plan: Plan): Service {
  const notes: Notes = { requests: 0, isLetGo: false };
  const fetch: typeof globalThis.fetch = async () => {
    notes.requests++;
    return plan.chunks ? answer(plan, notes) : new Promise(() => {});
  };
  return serviceOf(notes, { ...account, fetch });
}

function binding(plan: Plan): Service {
  const notes: Notes = { requests: 0, isLetGo: false };
  const ai: AiBinding = {
    run: async (_model, _inputs, { signal } = {}) => {
      notes.requests++;
      const aborted = untilAborted(signal instanceof AbortSignal ? signal : undefined, notes);
      aborted.catch(() => {});
      return plan.chunks ? answer(plan, notes) : aborted;
    },
  };
  return serviceOf(notes, { binding: ai, gateway: 'gateway' });
}

async function socket({ chunks, type = 'text/event-stream', ends = false }: Plan): Promise<Service> {
  const notes: Notes = { requests: 0, isLetGo: false };
  const server = createServer((request, response) => {
    request.resume();
    notes.requests++;
    response.on('close', () => {
      if (!response.writableFinished) letGo(notes);
    });
    if (!chunks) return;
    response.writeHead(200, { 'content-type': type });
    response.flushHeaders();
    for (const chunk of chunks) response.write(chunk);
    if (ends) response.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The port is not known.');
  const url = `http://127.0.0.1:${address.port}`;
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return serviceOf(notes, { ...account, baseURL: `${url}/v1`, apiURL: `${url}/client/v4` }, close);
}

/** The ways in which a call reaches a service. */
export const services: Readonly<Record<string, (plan: Plan) => Service | Promise<Service>>> = {
  'fetch in process': inProcess,
  'a fetch that drops its signal': deaf,
  'a socket': socket,
  'a binding': binding,
};
