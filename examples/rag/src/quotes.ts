import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What can be quoted of a passage: its paragraphs, code blocks, items of lists and rows of tables. */
export function quotesOf(text: string): string[] {
  const { children } = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const pieces = children.flatMap(piecesOf);
  return pieces.map(({ position }) => text.slice(position?.start.offset, position?.end.offset));
}

function piecesOf(node: RootContent): readonly RootContent[] {
  if (node.type === 'table') return node.children.slice(1);
  return node.type === 'list' ? node.children : [node];
}
