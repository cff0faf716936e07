import { AISDKError } from '@ai-sdk/provider';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway';
import { createToolCallIds, restoreToolCallId } from '../../src/chat/tool-call-ids.ts';
import { readGatewayMetadata } from '../../src/gateway/metadata.ts';
import { unwrap } from '../../src/request/envelope.ts';
import { callError } from '../../src/request/error.ts';
import { readFailure } from '../../src/request/failure.ts';
import { entries } from '../faults/entries.ts';
import { operations } from '../faults/good.ts';
import type { Outcome } from '../faults/outcome.ts';
import { stubBinding } from '../transport/stub-binding.ts';
import { settings } from '../transport/stub-fetch.ts';
import { chats, embeddings, failures, logs } from './captured.ts';
import { hostileJson, inherited, withHostileField } from './hostile.ts';
import { runs } from './runs.ts';
import { cutsOf } from './vocabulary.ts';

afterEach(() => {
  expect(inherited()).toEqual([]);
  expect(Object.prototype).not.toHaveProperty('a');
});

const status = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 301, 400, 401, 404, 408, 429, 500, 503, 599),
);
const type = fc.constantFrom('application/json', 'text/event-stream', 'text/html', undefined);
const entry = fc.constantFrom(...entries);
const operation = fc.constantFrom(...operations);

/** What is thrown, and what stands among the parts of a stream, is an error of the AI SDK. */
function expectKept(outcome: Outcome): void {
  const errors = outcome.type === 'error' ? [outcome.error] : outcome.type === 'chat' ? outcome.errors : [];
  for (const error of errors) if (!AISDKError.isInstance(error)) throw error;
  if (outcome.type === 'chat') expect(outcome.ends).not.toBe('undefined');
}

const headersOf = (type: string | undefined) => ({ ...(type !== undefined && { 'content-type': type }) });

describe('hostile JSON in place of any field of any answer', () => {
  const answers = withHostileField([...chats, ...embeddings, ...failures]);

  test('crashes no operation, as a whole answer', async () => {
    const given = fc.record({ body: answers, status, type, entry, operation });
    await fc.assert(
      fc.asyncProperty(given, async ({ body, status, type, entry, operation }) => {
        const bytes = new TextEncoder().encode(body);
        const answer = () => new Response(bytes, { status, headers: headersOf(type) });
        expectKept(await entry.open({ ...settings, fetch: async () => answer() })[operation]());
        expectKept(await entry.open({ binding: stubBinding(answer()), gateway: 'gw' })[operation]());
      }),
      runs,
    );
  });

  const streams = fc.array(withHostileField([...chats, ...failures]), { maxLength: 4 }).chain(frames => {
    const body = [...frames, '[DONE]'].map(data => `data: ${data}\n\n`).join('');
    return cutsOf(new TextEncoder().encode(body));
  });

  test('crashes no operation, as events of a stream that comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ pieces: streams, entry, operation }),
        async ({ pieces, entry, operation }) => {
          const left = [...pieces];
          const body = new ReadableStream({
            pull: controller => {
              const piece = left.shift();
              if (piece) controller.enqueue(piece);
              else controller.close();
            },
          });
          const answer = new Response(body, { headers: headersOf('text/event-stream') });
          expectKept(await entry.open({ ...settings, fetch: async () => answer })[operation]());
        },
      ),
      runs,
    );
  });

  test('is an answer about logs, or an error of the AI SDK', async () => {
    const given = fc.record({ body: withHostileField([...logs, ...failures]), status });
    await fc.assert(
      fc.asyncProperty(given, async ({ body, status }) => {
        const fetch = async () => new Response(body, { status });
        const { gateway } = createWorkersAI({ ...settings, fetch });
        const log = await gateway.getLog('log').catch(expectError);
        if (log) expect(log).toMatchObject({ id: expect.any(String) });
        if (log?.created_at) expect(log.created_at.getTime()).not.toBeNaN();
        await gateway.patchLog('log', { feedback: 1 }).catch(expectError);
      }),
      runs,
    );
  });
});

function expectError(error: unknown): undefined {
  if (!AISDKError.isInstance(error)) throw error;
}

test('what a binding throws is passed on, or an error of the AI SDK', async () => {
  const names = fc.constantFrom('AiError', 'AiGatewayError', 'InferenceUpstreamError', 'Error');
  const given = fc.record({
    name: names,
    message: fc.oneof(withHostileField(failures), fc.string()),
    entry,
    operation,
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ name, message, entry, operation }) => {
      const thrown = Object.assign(new Error(message), { name });
      const outcome = await entry.open({ binding: stubBinding(thrown), gateway: 'gw' })[operation]();
      if (outcome.type === 'error' && outcome.error === thrown) return;
      expectKept(outcome);
    }),
    runs,
  );
});

test('the readers of failures, envelopes and metadata take anything', () => {
  fc.assert(
    fc.property(hostileJson, status, (body, status) => {
      const value: unknown = JSON.parse(body);
      readFailure(value);
      unwrap(value);
      expect(readMetadata(value)).toEqual(expect.any(Object));
      const error = callError({
        url: 'https://x',
        inputs: {},
        response: new Response(null, { status }),
        body,
      });
      expect(error.message.length).toBeGreaterThan(0);
      expect(error.statusCode ?? 400).toSatisfy(Number.isInteger);
      expect(error.responseBody).toBe(body);
    }),
    runs,
  );
});

test('metadata is read of any headers', () => {
  const names = fc.constantFrom(
    'cf-aig-cache-status',
    'cf-aig-log-id',
    'cf-aig-step',
    'cf-aig-dlp',
    'cf-ai-neurons',
    'cf-ray',
    'x-other',
  );
  const value = fc.oneof(
    hostileJson.filter(text => /^[\t\x20-\x7e]*$/.test(text)),
    fc.string({ unit: 'grapheme-ascii' }),
    fc.constantFrom('NaN', 'Infinity', '-1', '1e400', '0x10', '', '\xff'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(names, value), { maxLength: 5 }), entries => {
      const headers = new Headers();
      for (const [name, text] of entries) headers.append(name, text);
      const metadata = readGatewayMetadata(Object.fromEntries(headers));
      const { step = 0, neurons = 0, logId = 'x' } = metadata;
      expect([step, neurons]).toSatisfy((numbers: unknown[]) => numbers.every(Number.isFinite));
      expect(logId).not.toBe('');
    }),
    runs,
  );
});

test('ids of tool calls are never the same twice, and the model’s own can be had back', () => {
  const id = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom('functions.weather:0', 'call_1', '__proto__', 'constructor', ''),
  );
  fc.assert(
    fc.property(
      fc.array(id, { maxLength: 5 }),
      fc.array(fc.option(id, { nil: undefined })),
      (prompt, given) => {
        const create = createToolCallIds(prompt);
        const ids = given.map(create);
        expect(new Set([...prompt, ...ids]).size).toBe(new Set(prompt).size + ids.length);
        for (const [i, own] of given.entries()) {
          if (own !== undefined) expect(restoreToolCallId(ids[i] ?? '')).toBe(own);
        }
      },
    ),
    runs,
  );
});
