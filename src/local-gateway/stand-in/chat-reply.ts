import type { ChatRequest } from '../kinds/chat/request.ts';
import type { ModelFacts } from '../model/facts.ts';
import type { ReplyPart } from '../script/parts.ts';
import { finish, json, reasoning, text } from '../script/parts.ts';
import { tokensOf } from '../script/reply.ts';
import type { ShapeName } from '../wire/shape-context.ts';
import { answerText } from './answer-text.ts';
import { valueFor } from './schema/value.ts';
import { chooseCalls, factsIn, lastUserText, toolResults } from './tool-choice.ts';
import { topicOf } from './words.ts';

/** Native models stop here when no limit is sent, as their schema's default says. */
const nativeLimit = 256;

/** A model that needs no weights: its answer follows from the request alone. */
export function standInReply(
  request: ChatRequest,
  { facts, shape }: { facts: ModelFacts; shape: ShapeName },
): ReplyPart[] {
  const limit = createLimit(request, facts);
  const thoughts = thinks(request, facts) ? limit.take(thoughtsAbout(request)) : [];
  const parts: ReplyPart[] = thoughts.length > 0 ? [reasoning(...thoughts)] : [];
  const calls = chooseCalls(request);
  if (calls.length > 0) return [...parts, ...calls];
  if (request.json) return [...parts, ...jsonReply(request, shape, limit)];
  const words = limit.take(answerText(request));
  if (words.length > 0) parts.push(text(...words));
  return [...parts, ...ending(shape, limit)];
}

/** The native shape has no place for a reason. */
const ending = (shape: ShapeName, { reached }: Limit): ReplyPart[] =>
  shape === 'native' ? [] : [finish(reached ? 'length' : 'stop')];

function jsonReply({ json: mode, messages }: ChatRequest, shape: ShapeName, limit: Limit): ReplyPart[] {
  const results = toolResults(messages);
  const asked = lastUserText(messages);
  const value = mode?.schema
    ? valueFor(mode.schema, { text: asked, facts: factsIn(results) })
    : { answer: results.length > 0 ? results.map(result => result.text).join(' ') : topicOf(asked) };
  const words = limit.take(JSON.stringify(value));
  // What was cut is no JSON, and so comes as text.
  if (shape === 'native' && !limit.reached) return [json(value)];
  return [text(...words), ...ending(shape, limit)];
}

interface Limit {
  /** The tokens that still fit, up to the first stop sequence. */
  take(answer: string): string[];
  readonly reached: boolean;
}

function createLimit(request: ChatRequest, facts: ModelFacts): Limit {
  let left = request.maxTokens ?? (facts.shape === 'native' ? nativeLimit : Number.POSITIVE_INFINITY);
  let reached = false;
  return {
    take: answer => {
      const ends = request.stop.map(stop => answer.indexOf(stop)).filter(index => index >= 0);
      const tokens = tokensOf(ends.length > 0 ? answer.slice(0, Math.min(...ends)) : answer);
      const kept = tokens.slice(0, left);
      reached ||= kept.length < tokens.length;
      left -= kept.length;
      return kept;
    },
    get reached() {
      return reached;
    },
  };
}

function thinks({ inputs }: ChatRequest, facts: ModelFacts): boolean {
  const settings = JSON.stringify(inputs.chat_template_kwargs ?? {});
  return (
    facts.reasoning !== undefined &&
    inputs.reasoning_effort !== null &&
    !/"(enable_)?thinking":false/.test(settings)
  );
}

function thoughtsAbout({ messages, tools }: ChatRequest): string {
  const asked = lastUserText(messages);
  const choice = tools.length > 0 ? ` I may use ${tools.map(tool => tool.name).join(', ')}.` : '';
  return `The user asks about ${topicOf(asked)}.${choice} I will answer in one go.`;
}
