import type { JsonObject } from '../json.ts';
import type { AnswerShape, EventWriter } from './answer-shape.ts';
import { argumentsText, finishOf, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import type { ShapeContext } from './shape-context.ts';

/** OpenAI's own Responses. https://platform.openai.com/docs/api-reference/responses-streaming */
export const openaiResponsesShape: AnswerShape = {
  whole: (gathered, context) =>
    completed({ ...headOf(context), output: itemsOf(gathered, context) }, { gathered, context }),
  events: responseEvents,
};

const headOf = ({ random, created, model }: ShapeContext) => ({
  id: `resp_${random.hex(32)}`,
  object: 'response',
  created_at: created,
  model,
});

function completed(head: object, { gathered, context }: { gathered: GatheredAnswer; context: ShapeContext }) {
  const usage = usageOf(gathered, context);
  const isCut = finishOf(gathered) === 'length';
  return {
    ...head,
    status: isCut ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    usage: {
      input_tokens: usage.prompt_tokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: usage.completion_tokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.total_tokens,
    },
  };
}

function itemsOf(gathered: GatheredAnswer, context: ShapeContext): JsonObject[] {
  const text = textOf(gathered);
  const message = text === '' ? [] : [messageItem(text, context)];
  return [...message, ...gathered.calls.map(call => callItem(call, context))];
}

const messageItem = (text: string, { random }: ShapeContext): JsonObject => ({
  id: `msg_${random.hex(32)}`,
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

type Call = Pick<GatheredAnswer['calls'][number], 'name' | 'arguments'> & { id?: string | undefined };

const callItem = ({ id, name, arguments: args }: Call, { random }: ShapeContext): JsonObject => ({
  id: `fc_${random.hex(32)}`,
  type: 'function_call',
  call_id: id ?? `call_${random.hex(24)}`,
  name,
  arguments: argumentsText(args),
  status: 'completed',
});

type Named = (type: string, data: object) => string;

function responseEvents(gathered: GatheredAnswer, context: ShapeContext): EventWriter {
  const head = headOf(context);
  let sequence = 0;
  const named: Named = (type, data) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`;
  const opening = (): string[] =>
    sequence > 0
      ? []
      : [named('response.created', { response: { ...head, status: 'in_progress', output: [] } })];
  const output = createOutput(named, context);
  return {
    push: part => {
      if (part.type === 'text') return [...opening(), ...output.say(part.chunks)];
      if (part.type === 'json') return [...opening(), ...output.say([textOf(gathered)])];
      if (part.type === 'tool-call') return [...opening(), ...output.call(part)];
      return part.type === 'error-frame' ? [named('error', { error: part.frame })] : [];
    },
    end: () => {
      const before = [...opening(), ...output.leave()];
      const response = completed({ ...head, output: output.items }, { gathered, context });
      return [...before, named(`response.${response.status}`, { response })];
    },
  };
}

/** The items of an answer: a message stays open until a call follows, or nothing. */
function createOutput(named: Named, context: ShapeContext) {
  const items: JsonObject[] = [];
  let open: { item: JsonObject; text: string } | undefined;
  const place = (item: JsonObject) => ({ item_id: item.id, output_index: items.length });
  const done = (item: JsonObject): string => {
    items.push(item);
    return named('response.output_item.done', { output_index: items.length - 1, item });
  };
  const added = (item: JsonObject, more: JsonObject): string =>
    named('response.output_item.added', { output_index: items.length, item: { ...item, ...more } });
  const leave = (): string[] => {
    if (!open) return [];
    const { item, text } = open;
    open = undefined;
    return [done({ ...messageItem(text, context), id: item.id })];
  };
  return {
    items,
    leave,
    say: (chunks: readonly string[]): string[] => {
      const isNew = !open;
      const { item, text } = open ?? { item: messageItem('', context), text: '' };
      open = { item, text: text + chunks.join('') };
      const deltas = chunks.map(delta =>
        named('response.output_text.delta', { ...place(item), content_index: 0, delta }),
      );
      return [...(isNew ? [added(item, { content: [] })] : []), ...deltas];
    },
    call: (part: Call): string[] => {
      const left = leave();
      const item = callItem(part, context);
      return [
        ...left,
        added(item, { arguments: '', status: 'in_progress' }),
        named('response.function_call_arguments.delta', { ...place(item), delta: item.arguments }),
        named('response.function_call_arguments.done', { ...place(item), arguments: item.arguments }),
        done(item),
      ];
    },
  };
}
