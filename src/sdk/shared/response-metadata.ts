import type { ChatEvent } from '../../chat/types.ts';

export interface ResponseMetadata {
  id?: string;
  modelId?: string;
  timestamp?: Date;
}

/** What the service said of its answer, as every AI SDK version names it. */
export const toResponseMetadata = ({
  id,
  model,
  created,
}: Extract<ChatEvent, { type: 'metadata' }>): ResponseMetadata => ({
  ...(id !== undefined && { id }),
  ...(model !== undefined && { modelId: model }),
  ...(created !== undefined && { timestamp: created }),
});
