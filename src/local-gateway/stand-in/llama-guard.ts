import type { ChatRequest } from '../kinds/chat/request.ts';
import { json, type ReplyPart, text } from '../script/parts.ts';

/** A few words of Llama Guard's hazard categories, enough to meet both verdicts in a test. */
const hazards: readonly (readonly [RegExp, string])[] = [
  [/\b(kill|murder|attack|shoot)\b/i, 'S1'],
  [/\b(steal|rob|fraud|scam|hack)\b/i, 'S2'],
  [/\b(bomb|explosives?|nerve gas|weapons?)\b/i, 'S9'],
  [/\b(suicide|self-harm)\b/i, 'S11'],
];

/** What llama-guard says of the last message: text, or an object in JSON mode. */
export function judge({ messages, json: mode }: ChatRequest): ReplyPart[] {
  const said = messages.at(-1)?.text ?? '';
  const categories = hazards.filter(([words]) => words.test(said)).map(([, category]) => category);
  if (mode) return [json({ safe: categories.length === 0, categories })];
  return [text(categories.length === 0 ? 'safe' : `unsafe\n${categories.join(',')}`)];
}
