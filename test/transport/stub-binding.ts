import type { AiBinding } from 'workers-ai-gateway';
import { expectInputs } from '../schemas/validate.ts';

/** A call of `env.AI.run`, as it was made. */
export interface BindingCall {
  readonly self: unknown;
  readonly model: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A binding that gives the answers in their order; an error among them is thrown. */
export function stubBinding(...answers: readonly unknown[]): AiBinding & { readonly calls: BindingCall[] } {
  const calls: BindingCall[] = [];
  const left = [...answers];
  return {
    calls,
    async run(model, inputs, options = {}) {
      expectInputs(model, inputs);
      calls.push({ self: this, model, inputs, options });
      if (left.length === 0) throw new Error('There was one call too many.');
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

export function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

export const encoded = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
