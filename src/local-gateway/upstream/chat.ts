import type { JsonObject } from '../json.ts';
import { isObject, objectIn } from '../json.ts';
import type { ChatRequest } from '../kinds/chat/request.ts';
import type { Upstream } from '../options.ts';
import { answerFromParts } from '../run/answer-from-parts.ts';
import type { ModelAnswer } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { Run } from '../run/run.ts';
import { failureOf } from '../wire/failures.ts';
import type { ShapeContext } from '../wire/shape-context.ts';
import { partsOfAnswer, partsOfEvents } from './parts.ts';
import { passThrough } from './pass-through.ts';
import { postUpstream, upstreamModel } from './post.ts';
import { wholeOf } from './whole.ts';

interface UpstreamChat {
  request: ChatRequest;
  context: ShapeContext;
  streamed: boolean;
  upstream: Upstream;
}

/** OpenAI paths pass the server's answer through as it comes; native ones write it in the model's own shape. */
export async function chatUpstream(
  run: Run,
  { request, context, streamed, upstream }: UpstreamChat,
): Promise<ModelAnswer> {
  const { call, state, signal, requestId } = run;
  const body = openaiRequest(request, streamed, upstreamModel(call.model, upstream));
  const asked = await postUpstream('chat/completions', body, { run, upstream });
  if ('unreachable' in asked) return failureAnswer(failureOf(2005, { message: asked.unreachable }), run);
  const { response } = asked;
  if (!response.ok) return refusedBy(response, run);
  const delivery = { call, state, context, streamed, signal, requestId };
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (isStream && response.body) {
    return call.format === 'chat'
      ? passThrough(response, requestId)
      : answerFromParts(partsOfEvents(response.body), delivery);
  }
  const { answer, text, failure } = await wholeOf(response, 'choices');
  if (failure) return failureAnswer(failure, run);
  return call.format === 'chat'
    ? passThrough(new Response(text, { headers: { 'content-type': 'application/json' } }), requestId)
    : answerFromParts(partsOfAnswer(answer), delivery);
}

async function refusedBy(response: Response, run: Run): Promise<ModelAnswer> {
  const said = (await response.text()).slice(0, 2000) || response.statusText;
  const message = `The upstream ${response.url} answered ${response.status}: ${said}`;
  return failureAnswer(failureOf(8007, { status: response.status, message }), run);
}

const settings = [
  'temperature',
  'top_p',
  'top_k',
  'seed',
  'stop',
  'frequency_penalty',
  'presence_penalty',
  'repetition_penalty',
  'parallel_tool_calls',
  'reasoning_effort',
  'chat_template_kwargs',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'n',
  'user',
];

function openaiRequest(request: ChatRequest, streamed: boolean, model: string): JsonObject {
  const { inputs, tools, toolChoice, json, maxTokens } = request;
  const kept = settings.filter(name => inputs[name] !== undefined).map(name => [name, inputs[name]]);
  const asked = Array.isArray(inputs.messages) ? inputs.messages.map(openaiMessage) : plainMessages(request);
  return {
    ...Object.fromEntries(kept),
    model,
    messages: asked,
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(tools.length === 0 ? {} : { tools: tools.map(tool => ({ type: 'function', function: tool })) }),
    ...(tools.length === 0 ? {} : { tool_choice: openaiChoice(toolChoice) }),
    ...(json ? { response_format: openaiFormat(json.schema) } : {}),
    ...(streamed ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
}

const plainMessages = ({ messages }: ChatRequest): object[] =>
  messages.map(({ role, text }) => ({ role, content: text }));

/** Arguments that native answers give as objects go back as text, which is all that OpenAI's form knows. */
function openaiMessage(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.tool_calls)) return value;
  const calls = value.tool_calls.map(call => {
    const made = objectIn(objectIn(call)?.function) ?? {};
    const args = typeof made.arguments === 'string' ? made.arguments : JSON.stringify(made.arguments ?? {});
    return { ...objectIn(call), function: { ...made, arguments: args } };
  });
  return { ...value, tool_calls: calls };
}

const openaiChoice = (choice: ChatRequest['toolChoice']): unknown =>
  typeof choice === 'string' ? choice : { type: 'function', function: choice };

const openaiFormat = (schema: JsonObject | undefined): object =>
  schema ? { type: 'json_schema', json_schema: { name: 'answer', schema } } : { type: 'json_object' };
