// What the models beside chat and embeddings answer, as the service sends it.

/** A whole answer: its body, and what it calls that. */
export interface MediaAnswer {
  readonly type: string;
  readonly body: Uint8Array;
}

const json = (result: unknown): MediaAnswer => ({
  type: 'application/json',
  body: new TextEncoder().encode(JSON.stringify({ result, success: true, errors: [], messages: [] })),
});

/** So many bytes that begin with a signature and do not repeat soon. */
export function bytesOf(signature: readonly number[], count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count).map((_, index) => (index * 7919) >> 3);
  bytes.set(signature);
  return bytes;
}

/** An MPEG frame's header. */
export const mp3: readonly number[] = [0xff, 0xfb, 0x90, 0x64];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const spoken = Array.from({ length: 40 }, (_, index) => ({
  word: `word${index}`,
  start: index,
  end: index + 0.9,
  confidence: 0.9,
}));
const text = spoken.map(({ word }) => word).join(' ');
const segment = { start: 0, end: 40, text, words: spoken };

/** The probability of the answer to the one question that all clients ask. */
const noul = { type: 'noul', noul: 0.9731 };

/** By kind; the size is that of the answer's own bytes, or the number of documents. */
const answers: Readonly<Record<string, (size: number) => MediaAnswer>> = {
  whisper: () =>
    json({ transcription_info: { language: 'en', duration: 40 }, text, segments: [segment], word_count: 40 }),
  nova: () => json({ results: { channels: [{ alternatives: [{ transcript: text, words: spoken }] }] } }),
  speech: size => ({ type: 'audio/mpeg', body: bytesOf(mp3, size) }),
  image: size => json({ image: Buffer.from(bytesOf(png, size)).toString('base64') }),
  reranking: size =>
    json({ response: Array.from({ length: size }, (_, id) => ({ id, score: 1 - id / size })) }),
  decision: () => json({ model: 'clef', answers: { isUrgent: noul }, usage: { input_tokens: 123 } }),
};

const known = new Map<string, MediaAnswer>();

export function mediaAnswer(kind: string, size: number): MediaAnswer {
  const key = `${kind} ${size}`;
  const answer = known.get(key) ?? answers[kind]?.(size);
  if (!answer) throw new Error(`There is no answer of the kind ${kind}.`);
  known.set(key, answer);
  return answer;
}
