import { embed, generateText, streamText } from 'ai';
import * as ai7 from 'ai-7';
import { type AiBinding, createWorkersAI, readMetadata } from 'workers-ai-gateway';
import * as entry7 from 'workers-ai-gateway/ai7';

/** As much of `env.AI` as is called directly here. */
export interface Binding extends AiBinding {
  gateway(id: string): {
    getLog(id: string): Promise<Record<string, unknown>>;
    patchLog(id: string, patch: Record<string, unknown>): Promise<void>;
  };
}

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const bge = '@cf/baai/bge-base-en-v1.5';
const broken = '@cf/fail/3036';
const gateway = { id: 'my-gateway', cacheTtl: 60 };
const prompt = 'What is 12 * 4?';

export type Report = Readonly<Record<string, unknown>>;

async function rawRun(AI: Binding, key: string): Promise<Response> {
  const options = { gateway: { ...gateway, cacheKey: key }, returnRawResponse: true };
  const response = await AI.run(llama, { prompt }, options);
  if (response === null || typeof response !== 'object' || !('headers' in response))
    throw new Error('It is no response.');
  return response as Response;
}

/** The binding as it is, without a package on top. */
async function direct(AI: Binding): Promise<Report> {
  const text = await AI.run(llama, { prompt });
  const streamed = await AI.run(llama, { prompt, stream: true });
  const first = await rawRun(AI, 'direct');
  const second = await rawRun(AI, 'direct');
  const logId = second.headers.get('cf-aig-log-id') ?? '';
  await AI.gateway(gateway.id).patchLog(logId, { feedback: 1 });
  const { cached, feedback } = await AI.gateway(gateway.id).getLog(logId);
  const error = await AI.run(broken, { prompt }).catch((thrown: Error) => thrown.message);
  return {
    text: text instanceof Object && 'response' in text ? text.response : text,
    stream: await new Response(streamed as BodyInit).text(),
    cache: [first, second].map(({ headers }) => headers.get('cf-aig-cache-status')),
    log: { cached, feedback },
    error,
  };
}

async function joined(texts: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const text of texts) whole += text;
  return whole;
}

const codeOf = (error: unknown) => readMetadata(error).code;

async function withAi4(AI: Binding): Promise<Report> {
  const workersai = createWorkersAI({ binding: AI, gateway: { ...gateway, cacheKey: 'ai4' } });
  const plain = createWorkersAI({ binding: AI, gateway });
  const ask = () => generateText({ model: workersai(llama), prompt });
  const [first, second] = [await ask(), await ask()];
  const { embedding } = await embed({ model: plain.embedding(bge), value: 'Hello' });
  const streamed = streamText({ model: plain(llama), prompt });
  return {
    text: first.text,
    stream: await joined(streamed.textStream),
    embedding: embedding.length,
    cache: [first, second].map(result => readMetadata(result).cacheStatus),
    error: await generateText({ model: plain(broken), prompt }).catch(codeOf),
  };
}

async function withAi7(AI: Binding): Promise<Report> {
  const workersai = entry7.createWorkersAI({ binding: AI, gateway: { ...gateway, cacheKey: 'ai7' } });
  const plain = entry7.createWorkersAI({ binding: AI, gateway });
  const ask = () => ai7.generateText({ model: workersai(llama), prompt });
  const [first, second] = [await ask(), await ask()];
  const { embedding } = await ai7.embed({ model: plain.embedding(bge), value: 'Hello' });
  const streamed = ai7.streamText({ model: plain(llama), prompt });
  return {
    text: first.text,
    stream: await joined(streamed.textStream),
    embedding: embedding.length,
    cache: [first, second].map(result => entry7.readMetadata(result).cacheStatus),
    error: await ai7.generateText({ model: plain(broken), prompt }).catch(codeOf),
  };
}

/** What a program sees of `env.AI`, directly and through the AI SDK. */
export async function report(AI: Binding): Promise<Readonly<Record<'direct' | 'ai4' | 'ai7', Report>>> {
  return { direct: await direct(AI), ai4: await withAi4(AI), ai7: await withAi7(AI) };
}
