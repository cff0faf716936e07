import { entryIn } from '../json.ts';
import type { ModelFacts } from '../model/facts.ts';
import { chat } from './chat/chat.ts';
import { decision } from './decision.ts';
import { embeddings } from './embeddings.ts';
import { image } from './image.ts';
import type { Kind } from './kind.ts';
import { reranking } from './reranking.ts';
import { sentiment } from './sentiment.ts';
import { speech } from './speech.ts';
import { summarization } from './summarization.ts';
import { transcription } from './transcription.ts';
import { translation } from './translation.ts';
import { imageClassification, imageToText, objectDetection } from './vision.ts';
import { voiceActivity } from './voice-activity.ts';

/** A row for each task that Cloudflare sorts its models by. */
const kinds: Readonly<Record<string, Kind>> = {
  'Text Generation': chat,
  'Text Embeddings': embeddings,
  'Text Classification': sentiment,
  'Text-to-Image': image,
  'Text-to-Speech': speech,
  'Automatic Speech Recognition': transcription,
  Translation: translation,
  Summarization: summarization,
  'Image-to-Text': imageToText,
  'Image Classification': imageClassification,
  'Object Detection': objectDetection,
  'Voice Activity Detection': voiceActivity,
  'Decision (Image/Text)': decision,
};

/** A task that has no kind of its own. */
const other: Kind = { result: (_call, model) => ({ json: { model } }) };

export const taskIdOf = (task: string): string | undefined => entryIn(kinds, task)?.taskId;

/** Cloudflare lists rerankers under text classification. */
export function kindOf({ id, task }: Pick<ModelFacts, 'id' | 'task'>): Kind {
  if (task === 'Text Classification' && id.includes('rerank')) return reranking;
  return entryIn(kinds, task) ?? other;
}
