import type { ChatOptions } from 'workers-ai-gateway';
import { concurrent, type Outcome } from './concurrent.ts';
import { type Cue, type GiveUp, giveCue, giveUp } from './give-up.ts';
import type { Answer, Call, Part, Session } from './session.ts';

/** What a test may ask of the Worker. Inputs and outcomes are JSON. */
export interface Commands {
  readonly text: Command<Ask, Answer>;
  readonly stream: Command<Ask, { texts: string[]; last: Part | undefined }>;
  readonly loop: Command<Ask, Answer & { readonly results: readonly unknown[] }>;
  readonly object: Command<Ask, unknown>;
  readonly embed: Command<{ count: number }, { sizes: number[]; tokens: number }>;
  /** A Response as its type, its size and its log id. */
  readonly run: Command<RunAsk, unknown>;
  readonly sendForm: Command<{ model: string; gateway: false | string }, unknown>;
  readonly giveUp: Command<GiveUp, unknown>;
  readonly cue: Command<Cue, void>;
  readonly concurrent: Command<{ count: number }, Outcome[]>;
  readonly environment: Command<object, Record<string, string>>;
}

type Command<Input, Output> = (session: Session, input: Input) => Promise<Output>;

export interface Ask {
  readonly prompt: string;
  readonly model?: string;
  readonly options?: ChatOptions;
  readonly members?: readonly string[];
}

interface RunAsk {
  readonly model: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const callOf = ({ prompt, model, options, members }: Ask): Call => ({
  prompt,
  members,
  ...(model && { model }),
  ...(options && { options }),
});

export const commands: Commands = {
  text: (session, ask) => session.text(callOf(ask)),
  stream: (session, ask) => gather(session.stream(callOf(ask))),
  loop: (session, ask) => session.loop(callOf(ask)),
  object: (session, ask) => session.object(callOf(ask)),
  embed: async (session, { count }) => {
    const values = Array.from({ length: count }, (_, index) => `value ${index}`);
    const { embeddings, tokens } = await session.embed(values);
    return { sizes: embeddings.map(embedding => embedding.length), tokens };
  },
  run: async (session, { model, inputs }) => {
    const answer = await session.run(model, inputs);
    if (!(answer instanceof Response)) return answer;
    const { size } = await answer.blob();
    return { type: answer.headers.get('content-type'), size, logId: answer.headers.get('cf-aig-log-id') };
  },
  sendForm: async (session, { model, gateway }) => {
    const form = new FormData();
    form.set('prompt', 'A red bicycle');
    return session.run(model, form, { gateway });
  },
  giveUp,
  cue: (_session, cue) => giveCue(cue),
  concurrent,
  environment: async () => ({
    process: typeof Reflect.get(globalThis, 'process'),
    Buffer: typeof Reflect.get(globalThis, 'Buffer'),
    agent: navigator.userAgent,
    // A variable, so that the bundler leaves it to the runtime.
    nodeModule: await import(['node', 'fs'].join(':')).then(
      () => 'there',
      () => 'rejected',
    ),
  }),
};

async function gather(parts: AsyncIterable<Part>): Promise<{ texts: string[]; last: Part | undefined }> {
  const gathered: Part[] = [];
  for await (const part of parts) {
    if (part.type === 'error') throw part.error;
    gathered.push(part);
  }
  const texts = gathered.flatMap(part => (part.type === 'text' ? [part.text] : []));
  return { texts, last: gathered.at(-1) };
}
