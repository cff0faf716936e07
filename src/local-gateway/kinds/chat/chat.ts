import { booleanIn, objectIn } from '../../json.ts';
import type { ModelShape } from '../../options.ts';
import { answerFromParts } from '../../run/answer-from-parts.ts';
import type { CallFormat, ModelAnswer } from '../../run/call.ts';
import type { Run } from '../../run/run.ts';
import type { ReplyPart } from '../../script/parts.ts';
import { partsOfReply, tokensOf } from '../../script/reply.ts';
import { standInReply } from '../../stand-in/chat-reply.ts';
import { judge } from '../../stand-in/llama-guard.ts';
import { chatUpstream } from '../../upstream/chat.ts';
import type { ShapeContext, ShapeName } from '../../wire/shape-context.ts';
import type { Kind } from '../kind.ts';
import { checkChat } from './check.ts';
import { type ChatRequest, readChatRequest } from './request.ts';

export const chat: Kind = {
  taskId: 'c329a1f9-323d-4e91-b2aa-582dd4188d34',
  check: checkChat,
  answer: answerChat,
};

export async function answerChat(run: Run): Promise<ModelAnswer> {
  const { call, state, script, requestId, signal } = run;
  const { disputes, upstream } = state.options;
  const request = readChatRequest(call.model, call.inputs);
  const context = contextOf(run, request);
  const streamed = request.stream && disputes.streamedAs === 'events';
  if (upstream && !script && !state.options.chat)
    return chatUpstream(run, { request, context, streamed, upstream });
  const parts = script ? partsOfReply(script) : await answers(run, { request, context });
  return answerFromParts(parts, { call, state, context, streamed, signal, requestId });
}

async function answers(
  { state, facts, signal }: Run,
  { request, context }: { request: ChatRequest; context: ShapeContext },
): Promise<AsyncIterator<ReplyPart>> {
  const { chat } = state.options;
  if (chat) return partsOfReply(await chat(request, { signal }));
  if (request.model.includes('llama-guard')) return partsOfReply(judge(request));
  return partsOfReply(standInReply(request, { facts, shape: context.shape }));
}

function contextOf({ call, state, facts }: Run, request: ChatRequest): ShapeContext {
  const { options, random } = state;
  return {
    shape: call.vendor?.wire?.shape ?? shapeOf(call.format, { shape: facts.shape, request }),
    model: call.model,
    runPath: call.format === 'native',
    reasoning: facts.reasoning,
    promptTokens: promptTokens(request),
    created: Math.floor(options.now() / 1000),
    padding: options.padding,
    includeUsage: booleanIn(objectIn(call.inputs.stream_options)?.include_usage) ?? false,
    random,
  };
}

/** On the run path the request's own form decides with the model: `prompt` and `input` have answers of their own. */
function shapeOf(
  format: CallFormat,
  { shape, request }: { shape: ModelShape; request: ChatRequest },
): ShapeName {
  const { inputs, model } = request;
  if (format === 'responses') return 'responses';
  if (format !== 'native') return 'openai';
  if (shape === 'native') return 'native';
  if (inputs.input !== undefined && model.includes('gpt-oss')) return 'responses';
  return typeof inputs.prompt === 'string' && /qwen3|granite/.test(model) ? 'completion' : 'openai';
}

/** Some tokens for the template around each message, and a picture's worth. */
function promptTokens({ messages, tools }: ChatRequest): number {
  const said = messages.reduce(
    (sum, message) => sum + 4 + tokensOf(message.text).length + 256 * message.images.length,
    0,
  );
  return said + (tools.length > 0 ? tokensOf(JSON.stringify(tools)).length : 0);
}
