import type { generateText } from 'ai';
import type { ModelCall } from '../sdk.ts';

type Telemetry = NonNullable<Parameters<typeof generateText>[0]['experimental_telemetry']>;
export type Tracer = NonNullable<Telemetry['tracer']>;
type OtelSpan = ReturnType<Tracer['startSpan']>;

/** Hands over each call of a model as its span ends; AI SDK 4, 5 and 6 name its attributes alike. */
export function createTracer(onModelCall: (call: ModelCall) => void): Tracer {
  const startSpan: Tracer['startSpan'] = (name, options) =>
    createSpan({ ...options?.attributes }, attributes => {
      if (/\.do(?:Generate|Stream)$/.test(name)) onModelCall(toModelCall(attributes));
    });
  return {
    startSpan,
    startActiveSpan: (name: string, ...rest: readonly unknown[]) => {
      const run = rest.at(-1);
      if (typeof run !== 'function') throw new Error('A span needs a function to run.');
      const [options] = rest;
      return run(startSpan(name, typeof options === 'object' && options !== null ? options : {}));
    },
  };
}

const toModelCall = (attributes: Readonly<Record<string, unknown>>): ModelCall => ({
  provider: attributes['gen_ai.system'],
  model: attributes['gen_ai.request.model'],
  text: attributes['ai.response.text'],
  usage: { input: attributes['gen_ai.usage.input_tokens'], output: attributes['gen_ai.usage.output_tokens'] },
});

function createSpan(
  attributes: Record<string, unknown>,
  onEnd: (attributes: Readonly<Record<string, unknown>>) => void,
): OtelSpan {
  const span: OtelSpan = {
    spanContext: () => ({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 }),
    setAttribute: (key, value) => {
      attributes[key] = value;
      return span;
    },
    setAttributes: more => {
      Object.assign(attributes, more);
      return span;
    },
    addEvent: () => span,
    addLink: () => span,
    addLinks: () => span,
    setStatus: () => span,
    updateName: () => span,
    recordException: () => {},
    isRecording: () => true,
    end: () => onEnd(attributes),
  };
  return span;
}
