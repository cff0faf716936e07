import type { ReplyPart } from '../script/parts.ts';
import type { LocalState } from '../state.ts';
import { unlessAborted, wait } from '../wait.ts';
import { errorBody } from '../wire/error-bodies.ts';
import { addPart, createGatheredAnswer, type GatheredAnswer, usageOf } from '../wire/gathered-answer.ts';
import { done } from '../wire/server-sent-event.ts';
import type { ContentPart, ShapeContext } from '../wire/shape-context.ts';
import { shapes } from '../wire/shapes.ts';
import { createThinkTags } from '../wire/think-tags.ts';
import type { Meter, ModelAnswer, RunCall } from './call.ts';
import { resetError } from './connection-reset.ts';
import { failureAnswer } from './failure-answer.ts';
import { createStreamBody } from './stream-body.ts';

interface Delivery {
  call: RunCall;
  state: LocalState;
  context: ShapeContext;
  streamed: boolean;
  signal: AbortSignal;
  requestId: string;
}

/** Turns the parts of a reply into an answer on the wire. */
export async function answerFromParts(
  parts: AsyncIterator<ReplyPart>,
  delivery: Delivery,
): Promise<ModelAnswer> {
  const opening = await firstPart(parts, delivery.signal);
  if (opening?.type === 'failure') return failureAnswer(opening.failure, delivery);
  if (opening?.type === 'reset') throw resetError('fetch failed');
  if (opening?.type === 'respond') return scriptedResponse(opening.answer, delivery);
  const all = prepend(opening, parts, delivery.signal);
  if (opening?.type === 'frames' || delivery.streamed) return streamedAnswer(all, delivery);
  return wholeAnswer(all, delivery);
}

/** Pauses before it delay the headers, as a slow model does. */
async function firstPart(
  parts: AsyncIterator<ReplyPart>,
  signal: AbortSignal,
): Promise<ReplyPart | undefined> {
  for (;;) {
    const { value, done: ended } = await unlessAborted(parts.next(), signal);
    if (ended) return undefined;
    if (value.type !== 'pause') return value;
    await wait(value.milliseconds, signal);
  }
}

async function* prepend(
  first: ReplyPart | undefined,
  rest: AsyncIterator<ReplyPart>,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart> {
  try {
    if (first) yield first;
    while (first) {
      const next = await unlessAborted(rest.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a generator that waits for its next part returns only after it.
    rest.return?.().catch(() => undefined);
  }
}

async function scriptedResponse(
  answer: Extract<ReplyPart, { type: 'respond' }>['answer'],
  { call }: Delivery,
): Promise<ModelAnswer> {
  const response = typeof answer === 'function' ? await answer(call.seen) : answer.clone();
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: response.body ?? '', meter: createMeter() };
}

const createMeter = (): Meter => ({ tokensIn: undefined, tokensOut: undefined });

function count(meter: Meter, gathered: GatheredAnswer, context: ShapeContext): void {
  if (context.shape === 'task') return;
  const usage = usageOf(gathered, context);
  meter.tokensIn = Number(usage.prompt_tokens);
  meter.tokensOut = Number(usage.completion_tokens);
}

async function wholeAnswer(parts: AsyncIterable<ReplyPart>, delivery: Delivery): Promise<ModelAnswer> {
  const { context, call, requestId, signal } = delivery;
  const gathered = createGatheredAnswer();
  const tagged = createThinkTags(context);
  let complete = true;
  for await (const part of parts) {
    if (part.type === 'failure') return failureAnswer(part.failure, delivery);
    if (part.type === 'reset') throw resetError('fetch failed');
    if (part.type === 'respond') return scriptedResponse(part.answer, delivery);
    if (part.type === 'pause') await wait(part.milliseconds, signal);
    complete &&= part.type !== 'cut';
    if (isContent(part)) for (const piece of tagged(part)) addPart(gathered, piece);
  }
  const meter = createMeter();
  count(meter, gathered, context);
  const result = gathered.error ? gathered.error.frame : shapes[context.shape].whole(gathered, context);
  const body =
    gathered.error || !isEnveloped(call) ? result : { result, success: true, errors: [], messages: [] };
  const written = JSON.stringify(body) ?? 'null';
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cf-ai-req-id': requestId },
    body: complete ? written : written.slice(0, Math.floor(written.length / 2)),
    meter,
  };
}

/** OpenAI's paths and the binding answer bare. */
const isEnveloped = ({ surface }: RunCall): boolean => surface === 'rest';

const isContent = (part: ReplyPart): part is ContentPart =>
  !['failure', 'pause', 'cut', 'reset', 'frames', 'respond', 'media'].includes(part.type);

function streamedAnswer(parts: AsyncIterable<ReplyPart>, delivery: Delivery): ModelAnswer {
  const meter = createMeter();
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cf-ai-req-id': delivery.requestId },
    body: createStreamBody(events(parts, delivery, meter), delivery),
    meter,
  };
}

async function* events(
  parts: AsyncIterable<ReplyPart>,
  { call, context, signal, requestId }: Delivery,
  meter: Meter,
): AsyncGenerator<string> {
  const gathered = createGatheredAnswer();
  const writer = shapes[context.shape].events(gathered, context);
  const tagged = createThinkTags(context);
  let exact = false;
  try {
    for await (const part of parts) {
      if (part.type === 'cut') return;
      if (part.type === 'reset') throw resetError('terminated');
      if (part.type === 'pause') await wait(part.milliseconds, signal);
      if (part.type === 'frames') yield* part.frames;
      exact ||= part.type === 'frames';
      if (part.type === 'failure') {
        const shape = part.failure.shape ?? call.vendor?.wire?.errors ?? 'v4';
        yield `data: ${errorBody(part.failure, shape, { requestId })}\n\n`;
        yield done;
        return;
      }
      if (!isContent(part)) continue;
      for (const piece of tagged(part)) {
        addPart(gathered, piece);
        yield* writer.push(piece);
      }
    }
    if (!exact) yield* writer.end();
  } finally {
    count(meter, gathered, context);
  }
}
