import { type JsonObject, stringIn } from '../json.ts';
import { missing } from './input-problems.ts';
import type { Kind } from './kind.ts';

export const translation: Kind = {
  check: inputs => missing(inputs, ['text', 'target_language' in inputs ? 'target_language' : 'target_lang']),
  result: ({ inputs }) => ({ json: translate(inputs) }),
};

/** No dictionary: the text comes back marked with the language it was wanted in. */
function translate(inputs: JsonObject) {
  if ('target_language' in inputs) {
    return {
      translations: [inputs.text].flat().map(text => `[${stringIn(inputs.target_language)}] ${text}`),
    };
  }
  return { translated_text: `[${stringIn(inputs.target_lang) ?? 'en'}] ${stringIn(inputs.text) ?? ''}` };
}
