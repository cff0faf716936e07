/** By its shape: `fetch` or a binding may be of another realm (Jest, vm), or of a library such as node-fetch. */
export function isResponse(value: unknown): value is Response {
  return (
    typeof value === 'object' && value !== null && 'headers' in value && 'status' in value && 'text' in value
  );
}

/** The response with a body of the web's streams: node-fetch gives one of Node's. */
export function toWebResponse(response: Response): Response {
  const body: unknown = response.body;
  if (!isIterable(body) || 'getReader' in body) return response;
  const { status, statusText, headers } = response;
  return new Response(toStream(body), { status, statusText, headers: Object.fromEntries(headers) });
}

const isIterable = (value: unknown): value is AsyncIterable<Uint8Array<ArrayBuffer>> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

function toStream(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async controller => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
