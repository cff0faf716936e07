import { isObject, type JsonObject } from '../json.ts';
import { namedError } from './errors.ts';
import type { BindingRunOptions } from './types.ts';

type Body = ReadableStream | FormData;

interface StreamInput {
  key: string;
  body: Body;
  contentType: string | undefined;
}

/** The one request that a run makes. Throws where the real binding refuses to send. */
export function runRequest(model: string, inputs: object, options: BindingRunOptions): Request {
  const {
    prefix,
    extraHeaders,
    signal,
    sessionOptions: _old,
    ...sent
  }: BindingRunOptions & { sessionOptions?: unknown } = options;
  const headers = new Headers({ ...extraHeaders });
  headers.set('content-type', 'application/json');
  headers.set('cf-consn-sdk-version', '2.0.0');
  headers.set('cf-consn-model-id', `${prefix ? `${prefix}:` : ''}${model}`);
  const streams = Object.entries(inputs).flatMap(([key, value]) => streamIn(key, value));
  const shared = signal ? { signal } : {};
  const [stream, ...more] = streams;
  if (!stream) {
    const path = options.gateway?.id ? 'ai-gateway/run' : 'run';
    const body = JSON.stringify({ inputs, options: sent });
    return new Request(`https://workers-binding.ai/${path}?version=3`, {
      method: 'POST',
      headers,
      body,
      ...shared,
    });
  }
  refuseStreams(streams, more.length > 0, options);
  if (stream.contentType !== undefined) headers.set('content-type', stream.contentType);
  const url = streamUrl(inputs, stream.key, sent);
  const settings: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers,
    body: stream.body,
    duplex: 'half',
    ...shared,
  };
  return new Request(url, settings);
}

function streamIn(key: string, value: unknown): StreamInput[] {
  if (isBody(value)) return [{ key, body: value, contentType: undefined }];
  if (!isObject(value) || !isBody(value.body)) return [];
  return [
    {
      key,
      body: value.body,
      contentType: typeof value.contentType === 'string' ? value.contentType : undefined,
    },
  ];
}

const isBody = (value: unknown): value is Body =>
  value instanceof ReadableStream || value instanceof FormData;

function refuseStreams(
  streams: readonly StreamInput[],
  several: boolean,
  { gateway }: BindingRunOptions,
): void {
  if (gateway) throw namedError('AiInternalError', 'AI Gateway does not support ReadableStreams yet.');
  if (several) {
    const keys = streams.map(({ key }) => key).join(', ');
    throw namedError(
      'AiInternalError',
      `Multiple ReadableStreams are not supported. Found streams in keys: [${keys}]`,
    );
  }
  if (streams[0]?.contentType === undefined) {
    throw namedError('AiInternalError', 'Content-Type is required with ReadableStream inputs');
  }
}

/** The other inputs and the options travel in the query. */
function streamUrl(inputs: object, streamKey: string, options: object): string {
  const others: JsonObject = Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== streamKey));
  const query = new URLSearchParams({ version: '3', userInputs: JSON.stringify(others) });
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined)
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return `https://workers-binding.ai/run?${query}`;
}
