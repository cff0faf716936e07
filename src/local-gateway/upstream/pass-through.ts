import { numberIn, objectIn, parseJson } from '../json.ts';
import type { Meter, ModelAnswer } from '../run/call.ts';

/** The server's own answer, byte by byte where it streams, and what it counted. */
export async function passThrough(response: Response, requestId: string): Promise<ModelAnswer> {
  const type = (response.headers.get('content-type') ?? 'application/json').replace(/;.*/, '');
  const meter: Meter = { tokensIn: undefined, tokensOut: undefined };
  const headers = { 'content-type': type, 'cf-ai-req-id': requestId };
  if (type === 'text/event-stream' && response.body) {
    return { status: 200, headers, body: response.body.pipeThrough(counting(meter)), meter };
  }
  const body = await response.text();
  readUsage(objectIn(parseJson(body))?.usage, meter);
  return { status: 200, headers, body, meter };
}

function readUsage(value: unknown, meter: Meter): void {
  const usage = objectIn(value) ?? {};
  meter.tokensIn = numberIn(usage.prompt_tokens) ?? meter.tokensIn;
  meter.tokensOut = numberIn(usage.completion_tokens) ?? meter.tokensOut;
}

/** Usage stands in one of the last events, which may be cut anywhere. */
function counting(meter: Meter): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let end = '';
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      end = (end + decoder.decode(chunk, { stream: true })).slice(-20_000);
    },
    flush() {
      for (const line of end.split(/\r?\n/)) {
        if (line.startsWith('data: {')) readUsage(objectIn(parseJson(line.slice(6)))?.usage, meter);
      }
    },
  });
}
