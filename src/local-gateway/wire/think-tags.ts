import type { ContentPart, ShapeContext } from './shape-context.ts';

/**
 * Puts thoughts into the text for models that have no key for them. The template of the models listed as `inline`
 * supplies the opening tag, so that only the closing one arrives.
 */
export function createThinkTags({ shape, reasoning }: ShapeContext): (part: ContentPart) => ContentPart[] {
  if (reasoning?.keys !== 'inline' && shape !== 'native') return part => [part];
  const opener = reasoning?.keys === 'inline' ? '' : '<think>\n';
  let thinking = false;
  return part => {
    if (part.type === 'reasoning') {
      const [first = '', ...rest] = part.chunks;
      const chunks = thinking ? part.chunks : [opener + first, ...rest];
      thinking = true;
      return [{ type: 'text', chunks }];
    }
    if (!thinking || part.type === 'usage' || part.type === 'error-frame') return [part];
    thinking = false;
    return [{ type: 'text', chunks: ['\n</think>\n\n'] }, part];
  };
}
