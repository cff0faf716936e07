/** What a user's first program does on the local gateway, as a module of each kind. */
export function program(entry: string): Readonly<Record<'main.mjs' | 'main.cjs', string>> {
  return {
    'main.mjs': `
      import { embed, generateText } from 'ai';
      import { createWorkersAI } from '${entry}';
      import { createLocalGateway } from 'workers-ai-gateway/testing';
      ${body}`,
    'main.cjs': `
      const { embed, generateText } = require('ai');
      const { createWorkersAI } = require('${entry}');
      const { createLocalGateway } = require('workers-ai-gateway/testing');
      ${body}`,
  };
}

const body = `
  async function main() {
    const local = createLocalGateway();
    const workersai = createWorkersAI(local.settings);
    const { text, providerMetadata } = await generateText({
      model: workersai('@cf/meta/llama-3.1-8b-instruct-fp8-fast'),
      prompt: 'What is Cloudflare?',
    });
    const { embedding } = await embed({ model: workersai.embedding('@cf/baai/bge-base-en-v1.5'), value: text });
    const server = await local.listen();
    const overSocket = createWorkersAI(server.settings);
    const labels = await overSocket.run('@cf/huggingface/distilbert-sst-2-int8', { text: 'Splendid!' });
    await server.close();
    const { logId } = providerMetadata.workersai;
    const paths = local.requests.map(request => request.path);
    console.log(JSON.stringify({ text, logId, dimensions: embedding.length, labels, paths }));
  }
  main();
`;
