import { toBase64 } from '../base64.ts';
import { arrayIn, isObject, type JsonObject, numberIn, stringIn } from '../json.ts';
import type { ModelFacts } from '../model/facts.ts';
import type { RunCall } from '../run/call.ts';
import { describeImage } from '../stand-in/describe-image.ts';
import { silence } from '../stand-in/mp3.ts';
import { drawPng } from '../stand-in/png.ts';
import { positivity } from '../stand-in/sentiment.ts';
import { embedText, similarity } from '../stand-in/text-vector.ts';
import { isStopWord, wordsOf } from '../stand-in/words.ts';
import { readChatRequest } from './chat/request.ts';
import { transcribe } from './transcription.ts';

type TaskResult = { json: unknown } | { bytes: Uint8Array; contentType: string };

type Task = (call: RunCall, model: string) => TaskResult;

/** The answers of tasks other than chat and embeddings: right in form, made up in content. */
const tasks: Readonly<Record<string, Task>> = {
  'Text Classification': ({ inputs }, model) => ({
    json: model.includes('rerank') ? rerank(inputs) : feelings(inputs),
  }),
  Translation: ({ inputs }) => ({ json: translate(inputs) }),
  Summarization: ({ inputs }) => ({ json: { summary: summarise(inputs) } }),
  'Text-to-Image': ({ inputs }, model) => paint(inputs, model),
  'Automatic Speech Recognition': (call, model) => ({ json: transcribe(call, model) }),
  'Text-to-Speech': ({ inputs }, model) => speak(inputs, model),
  'Image-to-Text': ({ inputs }) => ({ json: { description: described(inputs) } }),
  'Image Classification': () => ({
    json: [
      { label: 'TABBY', score: 0.74 },
      { label: 'EGYPTIAN CAT', score: 0.21 },
      { label: 'TIGER CAT', score: 0.05 },
    ],
  }),
  'Object Detection': () => ({
    json: [{ label: 'cat', score: 0.98, box: { xmin: 12, ymin: 30, xmax: 220, ymax: 310 } }],
  }),
  'Voice Activity Detection': () => ({ json: { is_complete: true, probability: 0.93 } }),
};

export const taskResult = (facts: ModelFacts, call: RunCall): TaskResult =>
  tasks[facts.task]?.(call, facts.id) ?? { json: { model: facts.id, answers: [], usage: {} } };

function described(inputs: JsonObject): string {
  const images = readChatRequest('', { prompt: '', ...inputs }).messages.flatMap(message => message.images);
  return images.length > 0 ? `This is ${images.map(describeImage).join(' and ')}.` : 'There is no image.';
}

function feelings({ text }: JsonObject) {
  const positive = positivity(stringIn(text) ?? '');
  return [
    { label: 'NEGATIVE', score: 1 - positive },
    { label: 'POSITIVE', score: positive },
  ];
}

function rerank({ query, contexts, top_k: topK }: JsonObject) {
  const place = { size: 512, salt: 'rerank' };
  const asked = embedText(stringIn(query) ?? '', place);
  const scored = arrayIn(contexts).map((context, id) => {
    const text = isObject(context) ? (stringIn(context.text) ?? '') : '';
    return { id, score: 1 / (1 + Math.exp(4 - 12 * similarity(asked, embedText(text, place)))) };
  });
  return {
    response: scored.sort((one, other) => other.score - one.score).slice(0, numberIn(topK) ?? scored.length),
  };
}

/** No dictionary: the text comes back marked with the language it was wanted in. */
function translate(inputs: JsonObject) {
  if ('target_language' in inputs) {
    return {
      translations: [inputs.text].flat().map(text => `[${stringIn(inputs.target_language)}] ${text}`),
    };
  }
  return { translated_text: `[${stringIn(inputs.target_lang) ?? 'en'}] ${stringIn(inputs.text) ?? ''}` };
}

/** The sentence with the most words that recur in the text, cut at the length asked for. */
function summarise({ input_text: text, max_length: most }: JsonObject): string {
  const whole = stringIn(text) ?? '';
  const counts = new Map<string, number>();
  for (const word of wordsOf(whole.toLowerCase()))
    if (!isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weigh = (sentence: string): number =>
    wordsOf(sentence.toLowerCase()).reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
  const sentences = whole.match(/[^.!?]{1,5000}[.!?]{0,5}/g) ?? [whole];
  const best = [...sentences].sort((one, other) => weigh(other) - weigh(one))[0] ?? '';
  return best
    .trim()
    .split(/\s+/)
    .slice(0, numberIn(most) ?? 1024)
    .join(' ');
}

function paint(inputs: JsonObject, model: string): TaskResult {
  const size = { width: numberIn(inputs.width) ?? 64, height: numberIn(inputs.height) ?? 64 };
  const bytes = drawPng(stringIn(inputs.prompt) ?? '', size);
  if (/flux-|lucid-origin/.test(model)) return { json: { image: toBase64(bytes) } };
  return { bytes, contentType: 'image/png' };
}

function speak({ text, prompt }: JsonObject, model: string): TaskResult {
  const words = wordsOf(stringIn(text) ?? stringIn(prompt) ?? '').length;
  const bytes = silence(Math.max(1, words * 12));
  if (model.includes('melotts')) return { json: { audio: toBase64(bytes) } };
  return { bytes, contentType: 'audio/mpeg' };
}
