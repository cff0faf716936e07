import * as ai4 from 'ai';
import * as ai5 from 'ai-5';
import * as ai6 from 'ai-6';
import * as ai7 from 'ai-7';
import * as anthropic4 from 'anthropic-4';
import * as anthropic5 from 'anthropic-5';
import * as anthropic6 from 'anthropic-6';
import * as anthropic7 from 'anthropic-7';
import * as openai4 from 'openai-4';
import * as openai5 from 'openai-5';
import * as openai6 from 'openai-6';
import * as openai7 from 'openai-7';
import { type AiBinding, createWorkersAI, readMetadata } from 'workers-ai-gateway';
import { type Model, type Module, modelFrom, rows } from './models.ts';

/** A story to be told within a Worker: by which major, to which row of the models. */
export interface Message {
  readonly major: 4 | 5 | 6 | 7;
  readonly name: string;
  readonly story: 'text' | 'stream' | 'abort' | 'many';
}

interface Call {
  readonly model: Model;
  readonly prompt: string;
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
}

/** What the stories call, which is the same in each major. */
interface Ai {
  readonly generateText: (
    call: Call,
  ) => Promise<{ readonly text: string; readonly response: { readonly headers?: Record<string, string> } }>;
  readonly streamText: (call: Call) => { readonly textStream: AsyncIterable<string> };
}

interface Packages {
  readonly ai: unknown;
  readonly openai: unknown;
  readonly anthropic: unknown;
}

const packages: Readonly<Record<Message['major'], Packages>> = {
  4: { ai: ai4, openai: openai4, anthropic: anthropic4 },
  5: { ai: ai5, openai: openai5, anthropic: anthropic5 },
  6: { ai: ai6, openai: openai6, anthropic: anthropic6 },
  7: { ai: ai7, openai: openai7, anthropic: anthropic7 },
};

const stories: Readonly<Record<Message['story'], (ai: Ai, model: Model) => Promise<unknown>>> = {
  text: async (ai, model) => {
    const answer = await ai.generateText({ model, prompt: 'Hi' });
    return { text: answer.text, metadata: readMetadata(answer) };
  },
  stream: async (ai, model) => {
    const texts: string[] = [];
    for await (const text of ai.streamText({ model, prompt: 'Hi' }).textStream) texts.push(text);
    return texts;
  },
  abort: async (ai, model) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const outcome = ai.generateText({ model, prompt: 'Hi', abortSignal: controller.signal });
    return outcome.catch((error: unknown) => error instanceof Error && error.name);
  },
  many: async (ai, model) => {
    const numbers = Array.from({ length: 50 }, (_, index) => String(index));
    const answers = await Promise.all(
      numbers.map(number =>
        ai.generateText({ model, prompt: number, headers: { 'cf-aig-event-id': number } }),
      ),
    );
    return answers.map(({ response }) => response.headers?.['cf-aig-event-id']);
  },
};

function tell({ major, name, story }: Message, binding: AiBinding): Promise<unknown> {
  const row = rows.find(each => each.name === name);
  if (!row) throw new Error(`There is no ${name}.`);
  const { ai, openai, anthropic } = packages[major];
  const settings = createWorkersAI({ binding, gateway: 'gw' }).gateway.connect(row.vendor);
  const module = (row.package === 'openai' ? openai : anthropic) as Module;
  return stories[story](ai as Ai, modelFrom(module, { row, settings }));
}

// biome-ignore lint/style/noDefaultExport: a Worker is the default export of its module
export default {
  fetch: async (request: Request, { AI }: { readonly AI: AiBinding }): Promise<Response> => {
    try {
      return Response.json({ value: await tell(await request.json(), AI) });
    } catch (error) {
      return Response.json({ error: String(error) });
    }
  },
};
