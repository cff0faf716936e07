import type { LanguageModelV1StreamPart } from '@ai-sdk/provider-v1';
import type { Present } from '../../chat/chat.ts';
import { toProviderMetadata } from '../shared/metadata.ts';
import { toResponseMetadata } from '../shared/response-metadata.ts';
import { toToolCall, toUsage } from './result.ts';

/** Makes the parts of AI SDK 4 of the events of an answer. */
export const toStreamParts: Present<LanguageModelV1StreamPart> = answer => event => {
  switch (event.type) {
    case 'metadata':
      return [{ type: 'response-metadata', ...toResponseMetadata(event) }];
    case 'text':
      return [{ type: 'text-delta', textDelta: event.text }];
    case 'reasoning':
      return [{ type: 'reasoning', textDelta: event.text }];
    case 'tool-input':
      return [
        {
          type: 'tool-call-delta',
          toolCallType: 'function',
          toolCallId: event.id,
          toolName: event.name,
          argsTextDelta: event.text,
        },
      ];
    case 'tool-call':
      return [{ type: 'tool-call', ...toToolCall(event) }];
    case 'raw':
      return [];
    case 'error':
      return [{ type: 'error', error: event.error }];
    case 'finish':
      return [
        {
          type: 'finish',
          finishReason: event.reason.unified,
          usage: toUsage(event.usage),
          providerMetadata: toProviderMetadata(event, answer.response),
        },
      ];
    default:
      return event satisfies never;
  }
};
