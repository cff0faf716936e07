import type { ShapeContext } from './shape-context.ts';

/**
 * Kimi numbers its calls anew in each turn, so that its ids repeat (https://github.com/cloudflare/ai/issues/526);
 * Mistral's have nine letters and digits, and vLLM's are longer than OpenAI takes.
 */
export function toolCallId(name: string, index: number, { model, shape, random }: ShapeContext): string {
  if (model.includes('/kimi-')) return `functions.${name}:${index}`;
  if (shape === 'mistral') return random.hex(9);
  return model.startsWith('@') ? `chatcmpl-tool-${random.hex(32)}` : `call_${random.hex(24)}`;
}
