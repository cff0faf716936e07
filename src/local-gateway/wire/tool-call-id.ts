import type { ShapeContext } from './shape-context.ts';

/** Kimi numbers its calls anew in each turn, so that its ids repeat: https://github.com/cloudflare/ai/issues/526 */
export const toolCallId = (name: string, index: number, { model, random }: ShapeContext): string =>
  model.includes('/kimi-') ? `functions.${name}:${index}` : `chatcmpl-tool-${random.hex(32)}`;
