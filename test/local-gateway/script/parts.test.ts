import { expect, test } from 'vitest';
import {
  cut,
  errorFrame,
  failure,
  finish,
  frames,
  json,
  pause,
  type ReplyPart,
  reasoning,
  reset,
  respond,
  text,
  toolCall,
  usage,
} from '../../../src/local-gateway/script/parts.ts';
import { partsOfReply, type Reply } from '../../../src/local-gateway/script/reply.ts';

const answer = new Response('x');

test.each<[ReplyPart, object]>([
  [text('a', 'b'), { type: 'text', chunks: ['a', 'b'] }],
  [text(), { type: 'text', chunks: [] }],
  [reasoning('a'), { type: 'reasoning', chunks: ['a'] }],
  [toolCall('f'), { type: 'tool-call', name: 'f', arguments: {}, id: undefined }],
  [toolCall('f', '{"a', { id: 'c' }), { type: 'tool-call', name: 'f', arguments: '{"a', id: 'c' }],
  [json(null), { type: 'json', value: null }],
  [usage({ a: 1 }), { type: 'usage', usage: { a: 1 } }],
  [finish('stop'), { type: 'finish', reason: 'stop' }],
  [pause(5), { type: 'pause', milliseconds: 5 }],
  [cut(), { type: 'cut' }],
  [reset(), { type: 'reset' }],
  [frames('a', 'b'), { type: 'frames', frames: ['a', 'b'] }],
  [respond(answer), { type: 'respond', answer }],
])('%o is the part %o', (part, expected) => {
  expect(part).toStrictEqual(expected);
});

const busy = {
  code: 3040,
  status: 429,
  origin: 'workers-ai',
  message: 'Capacity temporarily exceeded, please try again.',
};

test.each<[ReplyPart, object]>([
  [failure(3040), busy],
  [failure(3040, { status: 503, message: 'm' }), { ...busy, status: 503, message: 'm' }],
  [failure({ code: 3040 }), busy],
  [failure({ code: 3040, status: 503 }), { ...busy, status: 503 }],
  [
    failure({ code: 3040, status: 503, message: 'm' }, { status: 504 }),
    { ...busy, status: 504, message: 'm' },
  ],
])('%o fails with %o', (part, expected) => {
  expect(part).toStrictEqual({ type: 'failure', failure: expected });
});

const { message } = busy;

test.each<[ReplyPart, object]>([
  [errorFrame(3040), { errors: [{ code: 3040, message }], success: false, result: null, messages: [] }],
  [
    errorFrame(3040, { form: 'errors', message: 'm' }),
    { errors: [{ code: 3040, message: 'm' }], success: false, result: null, messages: [] },
  ],
  [errorFrame(3040, { form: 'error' }), { error: { code: 3040, message, type: 'server_error' } }],
  [
    errorFrame(3040, { form: 'ai-error', message: 'm' }),
    { name: 'AiError', internalCode: 3040, message: 'AiError: m', description: 'm' },
  ],
])('%o is written as %o', (part, frame) => {
  expect(part).toStrictEqual({ type: 'error-frame', frame });
});

async function* later() {
  yield 'a b';
  yield finish('stop');
}

test.each<[string, Reply, object[]]>([
  ['a text, by its tokens', 'Hello, you', [text('Hello', ',', ' you')]],
  ['a part', json(1), [json(1)]],
  ['a list, each text a chunk', ['a b', json(1)], [text('a b'), json(1)]],
  ['a set', new Set(['a']), [text('a')]],
  ['what comes later', later(), [text('a b'), finish('stop')]],
])('a reply: %s', async (_name, reply, parts) => {
  const found: ReplyPart[] = [];
  for await (const part of partsOfReply(reply)) found.push(part);
  expect(found).toEqual(parts);
});

test.each([
  [undefined, 'Undefined'],
  [null, 'Null'],
  [5, 'Number'],
  [{}, 'Object'],
  [() => 'a', 'Function'],
])('%s is no reply', async (reply, kind) => {
  // What a function in JavaScript may answer.
  await expect(partsOfReply(reply as never).next()).rejects.toThrow(
    `A chat function answered [object ${kind}]: return text, parts such as text('…'), or an iterable of either.`,
  );
});
