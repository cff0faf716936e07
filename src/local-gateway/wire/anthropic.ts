import { objectIn, parseJson } from '../json.ts';
import type { AnswerShape, EventWriter } from './answer-shape.ts';
import { argumentsText, finishOf, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import type { ContentPart, ShapeContext } from './shape-context.ts';

/** Of the thinking that the stand-in writes: any other is of another model. */
export const signature = 'c2ln';

/** Anthropic's Messages. https://docs.anthropic.com/en/api/messages */
export const anthropicShape: AnswerShape = {
  whole: (gathered, context) => ({
    ...messageHead(context),
    content: contentOf(gathered, context),
    stop_reason: stopReason(gathered),
    stop_sequence: null,
    usage: tokens(gathered, context),
  }),
  events: messageEvents,
};

const messageHead = ({ model, random }: ShapeContext) => ({
  id: `msg_${random.hex(24)}`,
  type: 'message',
  role: 'assistant',
  model,
});

function contentOf(gathered: GatheredAnswer, { random }: ShapeContext): object[] {
  const text = textOf(gathered);
  return [
    ...(gathered.reasoning === '' ? [] : [{ type: 'thinking', thinking: gathered.reasoning, signature }]),
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...gathered.calls.map(({ id = `toolu_${random.hex(24)}`, name, arguments: args }) => ({
      type: 'tool_use',
      id,
      name,
      input: objectIn(typeof args === 'string' ? parseJson(args) : args) ?? {},
    })),
  ];
}

const reasons: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  content_filter: 'refusal',
};

const stopReason = (gathered: GatheredAnswer): string => reasons[finishOf(gathered)] ?? finishOf(gathered);

function tokens(gathered: GatheredAnswer, context: ShapeContext): object {
  const usage = usageOf(gathered, context);
  return { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens };
}

const named = (type: string, data: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

function messageEvents(gathered: GatheredAnswer, context: ShapeContext): EventWriter {
  const blocks = createBlocks();
  let isOpen = false;
  const opening = (): string[] => {
    if (isOpen) return [];
    isOpen = true;
    return [named('message_start', { message: openingOf(context) }), named('ping')];
  };
  const write = (type: 'text' | 'thinking', chunks: readonly string[]): string[] => [
    ...blocks.enter({ type, [type]: '' }),
    ...chunks.map(chunk => blocks.delta({ type: `${type}_delta`, [type]: chunk })),
  ];
  const contentOfPart = (part: ContentPart): string[] => {
    switch (part.type) {
      case 'text':
        return write('text', part.chunks);
      case 'reasoning':
        return write('thinking', part.chunks);
      case 'json':
        return write('text', [textOf(gathered)]);
      case 'tool-call':
        return writeCall(part, { blocks, context });
      default:
        return [];
    }
  };
  return {
    push: part => {
      if (part.type === 'error-frame') return [named('error', { error: part.frame })];
      const content = contentOfPart(part);
      return content.length === 0 ? [] : [...opening(), ...content];
    },
    end: () => [
      ...opening(),
      ...blocks.leave(),
      named('message_delta', {
        delta: { stop_reason: stopReason(gathered), stop_sequence: null },
        usage: tokens(gathered, context),
      }),
      named('message_stop'),
    ],
  };
}

const openingOf = (context: ShapeContext) => ({
  ...messageHead(context),
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: context.promptTokens, output_tokens: 1 },
});

type CallPart = Extract<ContentPart, { type: 'tool-call' }>;

function writeCall(
  { id, name, arguments: args }: CallPart,
  { blocks, context }: { blocks: ReturnType<typeof createBlocks>; context: ShapeContext },
): string[] {
  const block = { type: 'tool_use', id: id ?? `toolu_${context.random.hex(24)}`, name, input: {} };
  const input = { type: 'input_json_delta', partial_json: argumentsText(args) };
  return [...blocks.enter(block), blocks.delta(input), ...blocks.leave()];
}

/** One block is open at a time; text that goes on stays in its own. */
function createBlocks() {
  let index = -1;
  let open: unknown;
  const leave = (): string[] => {
    if (open === undefined) return [];
    open = undefined;
    return [named('content_block_stop', { index })];
  };
  return {
    leave,
    enter: (block: { type: string }): string[] => {
      if (open === block.type) return [];
      const left = leave();
      open = block.type;
      index += 1;
      return [...left, named('content_block_start', { index, content_block: block })];
    },
    delta: (delta: object): string => named('content_block_delta', { index, delta }),
  };
}
