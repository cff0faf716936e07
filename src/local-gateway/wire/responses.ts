import type { AnswerShape } from './answer-shape.ts';
import { argumentsText, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import type { ShapeContext } from './shape-context.ts';

/** OpenAI's Responses, which gpt-oss answers to `input`. */
export const responsesShape: AnswerShape = {
  whole: (gathered, context) => response(gathered, context, 'completed'),
  events: (gathered, context) => {
    let sequence = 0;
    const named = (type: string, data: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`;
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const said = (delta: string): string => named('response.output_text.delta', { ...place, delta });
    return {
      push: part => {
        if (part.type === 'text') return part.chunks.map(said);
        if (part.type === 'json') return [said(textOf(gathered))];
        return part.type === 'error-frame' ? [named('error', { error: part.frame })] : [];
      },
      end: () => [named('response.completed', { response: response(gathered, context, 'completed') })],
    };
  },
};

function response(gathered: GatheredAnswer, context: ShapeContext, status: string) {
  const usage = usageOf(gathered, context);
  return {
    id: `resp_${context.random.hex(32)}`,
    object: 'response',
    created_at: context.created,
    model: context.model,
    status,
    output: [
      ...thoughtItems(gathered, context),
      ...callItems(gathered, context),
      ...messageItems(gathered, context),
    ],
    usage: {
      input_tokens: usage.prompt_tokens,
      output_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
    },
  };
}

const thoughtItems = ({ reasoning }: GatheredAnswer, { random }: ShapeContext): object[] =>
  reasoning === ''
    ? []
    : [
        {
          id: `rs_${random.hex(32)}`,
          type: 'reasoning',
          summary: [],
          content: [{ type: 'reasoning_text', text: reasoning }],
        },
      ];

const callItems = ({ calls }: GatheredAnswer, { random }: ShapeContext): object[] =>
  calls.map(call => ({
    id: `fc_${random.hex(32)}`,
    type: 'function_call',
    call_id: call.id ?? `call_${random.hex(24)}`,
    name: call.name,
    arguments: argumentsText(call.arguments),
    status: 'completed',
  }));

function messageItems(gathered: GatheredAnswer, { random }: ShapeContext): object[] {
  const text = textOf(gathered);
  if (text === '' && gathered.calls.length > 0) return [];
  const content = [{ type: 'output_text', text, annotations: [] }];
  return [{ id: `msg_${random.hex(32)}`, type: 'message', role: 'assistant', status: 'completed', content }];
}
