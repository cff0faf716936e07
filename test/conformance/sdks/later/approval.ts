import type { Call } from '../../sdk.ts';
import type { ApprovalRequest, Message, TextOptions, TextResult } from './module.ts';

/** The conversation with the user's answers, or nothing where nobody was asked. */
export function answered<L>(
  { approve }: Call<L>,
  { options, result }: { options: TextOptions<L>; result: Pick<TextResult, 'content' | 'response'> },
): Message[] | undefined {
  const requests = result.content.filter(
    (part): part is ApprovalRequest => part.type === 'tool-approval-request',
  );
  if (!approve || requests.length === 0) return undefined;
  const answers = requests.map(({ approvalId, toolCall }) => ({
    type: 'tool-approval-response',
    approvalId,
    ...approve({ id: toolCall.toolCallId, name: toolCall.toolName, input: toolCall.input }),
  }));
  return [...(options.messages ?? []), ...result.response.messages, { role: 'tool', content: answers }];
}
