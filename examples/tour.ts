// For AI SDK 7, and for AI SDK 4 where it differs.
import { parseArgs } from 'node:util';

interface Example {
  readonly title: string;
  /** Without `examples/` and `.ts`, where it is not the name. */
  readonly path?: string;
  readonly run: () => Promise<unknown>;
}

const examples: Readonly<Record<string, Example>> = {
  generate: { title: 'Generate a text', run: () => import('./generate.ts') },
  stream: { title: 'Stream a text', run: () => import('./stream.ts') },
  tools: { title: 'Let the model call a tool', run: () => import('./tools.ts') },
  object: { title: 'Get an object that fits a schema', run: () => import('./object.ts') },
  embed: { title: 'Search documents by their meaning', run: () => import('./embed.ts') },
  rerank: { title: 'Rerank what a search found', run: () => import('./rerank.ts') },
  decide: { title: 'Decide on a message', run: () => import('./decide.ts') },
  image: { title: 'Draw a picture', run: () => import('./image.ts') },
  speech: { title: 'Turn a text into speech, and back', run: () => import('./speech.ts') },
  caching: { title: 'Answer from the gateway’s cache', run: () => import('./caching.ts') },
  classification: {
    title: 'Run a task without an AI SDK model type',
    run: () => import('./classification.ts'),
  },
  'route-handler': {
    title: 'Serve useChat() from a Next.js route',
    run: async () => callRoute(await import('./route-handler.ts')),
  },
  errors: { title: 'Read an error', run: () => import('./errors.ts') },
  'ai4/stream': { title: 'AI SDK 4: stream a text', run: () => import('./ai4/stream.ts') },
  'ai4/tools': { title: 'AI SDK 4: let the model call a tool', run: () => import('./ai4/tools.ts') },
  'ai4/object': {
    title: 'AI SDK 4: get an object that fits a schema',
    run: () => import('./ai4/object.ts'),
  },
  'ai4/image': { title: 'AI SDK 4: draw a picture', run: () => import('./ai4/image.ts') },
  'ai4/speech': {
    title: 'AI SDK 4: turn a text into speech, and back',
    run: () => import('./ai4/speech.ts'),
  },
  'ai4/route-handler': {
    title: 'AI SDK 4: serve useChat() from a Next.js route',
    run: async () => callRoute(await import('./ai4/route-handler.ts')),
  },
  worker: {
    title: 'AI SDK 4: answer in a Worker, over the binding',
    path: 'worker/src/index',
    run: callWorker,
  },
};

const help = `Runs the examples of workers-ai-gateway. Those in ai4 are for AI SDK 4, the others for AI SDK 7.

  npm start                     all of them
  npm start -- stream tools     only these
  npm start -- --help           this text

Examples: ${Object.keys(examples).join(', ')}.

They run on Cloudflare if CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN and CLOUDFLARE_GATEWAY_ID are set, otherwise on
the local gateway, which needs no account and no network.`;

interface Route {
  readonly POST: (request: Request) => Promise<Response>;
}

/** Prints the stream that a browser receives. */
async function callRoute({ POST }: Route): Promise<void> {
  // AI SDK 7 reads `parts`, AI SDK 4 reads `content`.
  const message = { id: '1', role: 'user', content: 'Hello!', parts: [{ type: 'text', text: 'Hello!' }] };
  const url = 'http://localhost:3000/api/chat';
  const body = JSON.stringify({ messages: [message] });
  const response = await POST(new Request(url, { method: 'POST', body }));
  console.log(`${response.status} ${response.headers.get('content-type')}`);
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    process.stdout.write(text);
  }
}

/** Always on the local gateway, whose `binding` replaces `env.AI`. */
async function callWorker(): Promise<void> {
  const { default: worker } = await import('./worker/src/index.ts');
  const { createLocalGateway } = await import('workers-ai-gateway/testing');
  const env = { AI: createLocalGateway().binding };
  const response = await worker.fetch(new Request('http://localhost:8787'), env);
  console.log(await response.text());
}

const hasColour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const bold = (text: string) => (hasColour ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text: string) => (hasColour ? `\u001b[2m${text}\u001b[22m` : text);

/** Whether the example came to its end. */
async function runExample(name: string, { title, path = name, run }: Example): Promise<boolean> {
  console.log(`${bold(`## ${title}`)} ${dim(`(examples/${path}.ts)`)}`);
  try {
    await run();
    return true;
  } catch (error) {
    console.error(`Failed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  } finally {
    console.log();
  }
}

function readArguments(): { names: readonly string[]; wantsHelp: boolean } {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter(name => !Object.hasOwn(examples, name));
  if (unknown.length > 0) throw new Error(`There is no example '${unknown.join("', '")}'. Try --help.`);
  return { names: positionals.length > 0 ? positionals : Object.keys(examples), wantsHelp: values.help };
}

async function main(): Promise<void> {
  const { names, wantsHelp } = readArguments();
  if (wantsHelp) {
    console.log(help);
    return;
  }
  const start = performance.now();
  await import('./provider.ts');
  const failed: string[] = [];
  for (const name of names) {
    const example = examples[name];
    if (example && !(await runExample(name, example))) failed.push(name);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Ran ${names.length} of ${Object.keys(examples).length} examples in ${seconds} s.`);
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
