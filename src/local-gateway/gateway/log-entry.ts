import { excerpt } from '../excerpt.ts';
import { numberIn } from '../json.ts';
import { modelFacts } from '../model/facts.ts';
import type { Meter, ModelAnswer, RunCall } from '../run/call.ts';
import { isStream } from '../run/is-stream.ts';
import type { LocalState } from '../state.ts';
import type { GatewayLog } from './logs.ts';

interface OpenLog {
  /** Writes the entry, at once or after the last byte of a stream; returns the answer to send. */
  close(answer: ModelAnswer, options?: { cached: boolean }): ModelAnswer;
}

/** How much of a body the log keeps, and how much of a name: with their number that bounds its memory. */
const headLength = 10_000;
const nameLength = 1000;

export function openLog(call: RunCall, { state, id }: { state: LocalState; id: string }): OpenLog {
  const started = state.options.now();
  const isKept = call.controls.collectLog !== false;
  const write = (answer: ModelAnswer, response: { text: string; size: number }, cached: boolean): void => {
    const entry = entryOf({ call, state, id, started, answer, cached });
    const keepsPayload = call.controls.collectLogPayload !== false;
    entry.response_size = response.size;
    entry.response_head = keepsPayload ? excerpt(response.text, headLength) : '';
    entry.response_head_complete = keepsPayload && response.text.length <= headLength && response.size > 0;
    state.logs.add(entry);
  };
  return {
    close: (answer, { cached } = { cached: false }) => {
      const { body } = answer;
      if (!isKept) return answer;
      if (isStream(body)) {
        return { ...answer, body: watched(body, seen => write(answer, seen, cached)) };
      }
      const isText = typeof body === 'string';
      write(
        answer,
        { text: isText ? body : '', size: isText ? new TextEncoder().encode(body).length : body.length },
        cached,
      );
      return answer;
    },
  };
}

interface Entry {
  call: RunCall;
  state: LocalState;
  id: string;
  started: number;
  answer: ModelAnswer;
  cached: boolean;
}

function entryOf({ call, state, id, started, answer, cached }: Entry): GatewayLog {
  const { controls, seen, model } = call;
  const facts = modelFacts(model, state.options);
  const keepsPayload = controls.collectLogPayload !== false;
  const customCost = costOf(controls.customCost, answer.meter);
  const name = (text: string): string => excerpt(text, nameLength);
  return {
    id,
    account: call.account,
    gateway: name(call.gateway ?? ''),
    provider: call.provider,
    model: name(model),
    model_type: facts.task,
    path: name(call.endpoint),
    duration: Math.max(0, state.options.now() - started),
    request_type: call.inputs.stream === true ? 'stream' : 'json',
    request_content_type: seen.headers['content-type'] ?? '',
    status_code: answer.status,
    response_content_type: answer.headers['content-type'] ?? '',
    success: answer.status < 400,
    cached,
    tokens_in: answer.meter.tokensIn ?? 0,
    tokens_out: answer.meter.tokensOut ?? 0,
    metadata: controls.metadata ?? null,
    event_id: name(controls.eventId ?? id),
    step: call.step,
    cost: cached ? 0 : (customCost ?? listPrice(facts.price, answer.meter)),
    custom_cost: customCost !== undefined,
    request_size: seen.bytes.length,
    request_head: keepsPayload ? excerpt(seen.text ?? '', headLength) : '',
    request_head_complete: keepsPayload && seen.text !== undefined && seen.text.length <= headLength,
    response_size: 0,
    response_head: '',
    response_head_complete: false,
    created_at: new Date(started).toISOString(),
    feedback: null,
    score: null,
    user_agent: seen.headers['user-agent'] ?? '',
  };
}

function listPrice(price: { in: number; out: number } | undefined, { tokensIn, tokensOut }: Meter): number {
  return price ? ((tokensIn ?? 0) * price.in + (tokensOut ?? 0) * price.out) / 1e6 : 0;
}

/** https://developers.cloudflare.com/ai-gateway/configuration/custom-costs/ */
function costOf(
  custom: RunCall['controls']['customCost'],
  { tokensIn, tokensOut }: Meter,
): number | undefined {
  if (!custom) return undefined;
  const perToken =
    (numberIn(custom.per_token_in) ?? 0) * (tokensIn ?? 0) +
    (numberIn(custom.per_token_out) ?? 0) * (tokensOut ?? 0);
  return numberIn(custom.total_cost) ?? perToken;
}

/** The same stream, remembered in part, and told on when it ends however it ends. */
function watched(
  body: ReadableStream<Uint8Array>,
  onEnd: (seen: { text: string; size: number }) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const seen = { text: '', size: 0 };
  let ended = false;
  const end = (): void => {
    if (!ended) onEnd(seen);
    ended = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await reader.read().catch(error => {
          end();
          throw error;
        });
        if (done) {
          end();
          controller.close();
          return;
        }
        seen.size += value.length;
        if (seen.text.length <= headLength) seen.text += decoder.decode(value, { stream: true });
        controller.enqueue(value);
      },
      async cancel(reason) {
        await reader.cancel(reason);
        end();
      },
    },
    { highWaterMark: 0 },
  );
}
