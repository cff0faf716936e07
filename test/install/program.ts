/** What a user's first program does on the local gateway, as a module of each kind. */
export function program(entry: string): Readonly<Record<'main.mjs' | 'main.cjs', string>> {
  return {
    'main.mjs': `
      import { generateText } from 'ai';
      import { createWorkersAI } from '${entry}';
      import { createLocalGateway } from 'workers-ai-gateway/testing';
      const load = path => import(path);
      ${body}`,
    'main.cjs': `
      const { generateText } = require('ai');
      const { createWorkersAI } = require('${entry}');
      const { createLocalGateway } = require('workers-ai-gateway/testing');
      const load = require;
      ${body}`,
  };
}

const body = `
  async function main() {
    const workersai = createWorkersAI(createLocalGateway().settings);
    const model = workersai('@cf/meta/llama-3.1-8b-instruct');
    const { text } = await generateText({ model, prompt: 'What is Cloudflare?' });
    const entries = [];
    for (const name of ['index', 'ai4', 'ai5', 'ai6', 'ai7', 'testing']) {
      const entry = await load(name === 'index' ? 'workers-ai-gateway' : 'workers-ai-gateway/' + name);
      if (typeof (entry.createWorkersAI ?? entry.createLocalGateway) === 'function') entries.push(name);
    }
    console.log(JSON.stringify({ text, entries }));
  }
  main();
`;
