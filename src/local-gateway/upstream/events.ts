import { parseJson } from '../json.ts';

/** The data of each event of a stream, up to `[DONE]`. Costs what the stream is long, however it is cut. */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    if (line !== '' || data.length === 0) continue;
    for (const item of eventsIn(data)) {
      if (item === '[DONE]') return;
      yield item;
    }
    data = [];
  }
  for (const item of eventsIn(data)) if (item !== '[DONE]') yield item;
}

/** Several lines are one event, unless each is whole by itself: servers forget the blank line between two events. */
function eventsIn(data: readonly string[]): readonly string[] {
  const areWhole = data.every(line => line === '[DONE]' || parseJson(line) !== undefined);
  return data.length < 2 || areWhole ? data : [data.join('\n')];
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const [first = '', ...rest] = (done ? decoder.decode() : decoder.decode(value, { stream: true })).split(
        '\n',
      );
      pieces.push(first);
      for (const next of rest) {
        yield pieces.join('').replace(/\r$/, '');
        pieces = [next];
      }
      if (done) break;
    }
    yield pieces.join('');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
