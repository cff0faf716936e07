import { report } from './report.ts';
import type { Session } from './session.ts';

export interface GiveUp {
  readonly what: 'text' | 'stream' | 'embed' | 'run';
  /** Milliseconds, or once a first text came; 0 is before the call. */
  readonly after: number | 'first text';
  /** Milliseconds that the Worker stays afterwards, so that its end is not what ends the request. */
  readonly linger: number;
}

const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** Makes a call and gives it up. Returns how the call ended. */
export async function giveUp(session: Session, { what, after, linger }: GiveUp): Promise<unknown> {
  const controller = new AbortController();
  if (after === 0) controller.abort();
  else if (typeof after === 'number') void wait(after).then(() => controller.abort());
  const outcome = await ask(session, { what, controller }).catch(report);
  await wait(linger);
  return outcome;
}

function ask(
  session: Session,
  { what, controller }: { what: GiveUp['what']; controller: AbortController },
): Promise<unknown> {
  const { signal: abortSignal } = controller;
  switch (what) {
    case 'text':
      return session.text({ prompt: 'Hi', abortSignal });
    case 'embed':
      return session.embed(['Hi'], abortSignal);
    case 'run':
      return session.run('@cf/meta/llama-3.1-8b-instruct', { prompt: 'Hi' }, { abortSignal });
    case 'stream':
      return readUntilText(session, controller);
    default:
      return what satisfies never;
  }
}

/** Gives up at the first text, and reads on to the end. */
async function readUntilText(session: Session, controller: AbortController): Promise<string[]> {
  const kinds: string[] = [];
  const parts = session.stream({ prompt: 'Hi', abortSignal: controller.signal });
  try {
    for await (const part of parts) {
      kinds.push(part.type);
      if (part.type === 'text') controller.abort();
    }
  } catch (error) {
    kinds.push(report(error).name);
  }
  return kinds;
}
