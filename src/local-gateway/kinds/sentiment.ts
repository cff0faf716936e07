import { type JsonObject, stringIn } from '../json.ts';
import { positivity } from '../stand-in/sentiment.ts';
import { missing, notText } from './input-problems.ts';
import type { Kind } from './kind.ts';

export const sentiment: Kind = {
  taskId: '19606750-23ed-4371-aab2-c20349b53a60',
  check: inputs => missing(inputs, ['text']) ?? notText('/text', inputs.text),
  result: ({ inputs }) => ({ json: feelings(inputs) }),
};

function feelings({ text }: JsonObject) {
  const positive = positivity(stringIn(text) ?? '');
  return [
    { label: 'NEGATIVE', score: 1 - positive },
    { label: 'POSITIVE', score: positive },
  ];
}
