import type { GatewayMetadata } from 'workers-ai-gateway';
import { readMetadata } from 'workers-ai-gateway';
import { llama, type Session } from './session.ts';

export interface Outcome {
  readonly text: string;
  readonly metadata: GatewayMetadata;
}

/** Asks all at once, whole, streamed and by `run` in turn, each with gateway options of its own. */
export function concurrent(session: Session, { count }: { count: number }): Promise<Outcome[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(session, index)));
}

async function ask(session: Session, index: number): Promise<Outcome> {
  const prompt = `question ${index}`;
  const gateway = {
    eventId: `event-${index}`,
    metadata: { index },
    skipCache: index % 2 === 0,
    cacheTtl: 60 + index,
    collectLog: true,
  };
  if (index % 3 === 0) return session.text({ prompt, options: { gateway } });
  if (index % 3 === 1) return readStream(session, { prompt, options: { gateway } });
  const answer = await session.run(llama, { prompt }, { gateway, returnRawResponse: true });
  if (!(answer instanceof Response)) throw new Error('The answer is no Response.');
  const body: unknown = await answer.json();
  return { text: String(Object(body).response), metadata: readMetadata(answer) };
}

async function readStream(session: Session, call: Parameters<Session['stream']>[0]): Promise<Outcome> {
  let text = '';
  let metadata: GatewayMetadata = {};
  for await (const part of session.stream(call)) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text') text += part.text;
    if (part.type === 'finish') ({ metadata } = part);
  }
  return { text, metadata };
}
