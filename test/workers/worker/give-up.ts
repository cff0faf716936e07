import { report } from './report.ts';
import type { Session } from './session.ts';

export interface GiveUp {
  readonly what: 'text' | 'stream' | 'embed' | 'run';
  /** `cue` is one that the test gives. */
  readonly at: 'before the call' | 'first text' | 'cue';
}

export type Cue = 'abort' | 'leave';

/** Cues of the test. They are global: each reaches the Worker by a request of its own. */
const given = new Set<Cue>();

export const giveCue = async (cue: Cue): Promise<void> => void given.add(cue);

async function cueIsGiven(cue: Cue): Promise<void> {
  while (!given.has(cue)) await new Promise<void>(resolve => setTimeout(resolve, 5));
}

/**
 * Makes a call and gives it up. Returns how the call ended. The Worker stays until its cue, so that its end is not
 * what ends the request.
 */
export async function giveUp(session: Session, { what, at }: GiveUp): Promise<unknown> {
  const controller = new AbortController();
  if (at === 'before the call') controller.abort();
  if (at === 'cue') void cueIsGiven('abort').then(() => controller.abort());
  const outcome = await ask(session, { what, controller }).catch(report);
  await cueIsGiven('leave');
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
      return session.run('@cf/meta/llama-3.1-8b-instruct-fp8-fast', { prompt: 'Hi' }, { abortSignal });
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
