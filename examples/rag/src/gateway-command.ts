import { runCommand, usageError } from './command.ts';
import { createModelGateway } from './local-gateway.ts';
import { localEmbeddingModel } from './models.ts';

const help = `Serves the local gateway with its embedding model on a port, so that its cache lives on between commands.

  npm run gateway
  npm run gateway -- --port 9000

  --port <number>  Port on 127.0.0.1 (default 8766; 0 takes any free one)
  --help           This text

It prints the variables that make the other commands use it. Ctrl-C stops it.`;

await runCommand({
  help,
  options: { port: { type: 'string' } },
  stopped: 'Stopped.',
  run: async ({ values }, signal) => {
    const port = Number(values.port ?? '8766');
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw usageError(`--port takes a whole number up to 65535, not '${values.port}'.`);
    }
    const gateway = createModelGateway({
      onAnswer: ({ model, status, cacheStatus = '' }, { milliseconds }) =>
        console.log(`${status} ${model} ${cacheStatus} ${milliseconds} ms`),
    });
    const { environment, close } = await gateway.listen({ port });
    const variables = { ...environment, RAG_EMBEDDING_MODEL: localEmbeddingModel };
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
    console.log(`In the shell where you index and ask:\n\n${lines.join('\n')}\n`);
    await new Promise<void>(stop => signal.addEventListener('abort', () => stop(), { once: true }));
    await close();
    return undefined;
  },
});
