import { toBase64 } from '../base64.ts';
import { type JsonObject, stringIn } from '../json.ts';
import { silence } from '../stand-in/mp3.ts';
import { wordsOf } from '../stand-in/words.ts';
import { missing } from './input-problems.ts';
import type { Kind, KindResult } from './kind.ts';

export const speech: Kind = {
  taskId: 'b52660a1-9a95-4ab2-8b1d-f232be34604a',
  check: (inputs, { facts }) => missing(inputs, [facts.id.includes('melotts') ? 'prompt' : 'text']),
  result: ({ inputs }, model) => speak(inputs, model),
};

function speak({ text, prompt }: JsonObject, model: string): KindResult {
  const words = wordsOf(stringIn(text) ?? stringIn(prompt) ?? '').length;
  const bytes = silence(Math.max(1, words * 12));
  if (model.includes('melotts')) return { json: { audio: toBase64(bytes) } };
  return { bytes, contentType: 'audio/mpeg' };
}
