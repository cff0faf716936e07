import type { ModelAnswer } from '../run/call.ts';

export const jsonAnswer = (value: unknown, status = 200): ModelAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
  meter: { tokensIn: undefined, tokensOut: undefined },
});

export const enveloped = (result: unknown, more: object = {}): ModelAnswer =>
  jsonAnswer({ success: true, result, errors: [], messages: [], ...more });
