import { chunkdown } from 'chunkdown';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { type Document, hashOf } from './documents.ts';

/** A passage that is found and cited as one. */
export interface Chunk {
  /** The anchor of its heading, as GitHub makes it; empty before the first heading. */
  readonly anchor: string;
  /** Its heading and those above, from the top. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Of what is embedded: equal chunks have equal vectors. */
  readonly hash: string;
}

/** Characters without markup: small enough to be about one thing, and for models that read 512 tokens. */
const splitter = chunkdown({ chunkSize: 800, maxOverflowRatio: 1.25, maxRawSize: 1600 });

/** A document cut at its headings, and long sections further; tables repeat their head, code stays whole if it can. */
export function chunksOf({ text }: Pick<Document, 'text'>): Chunk[] {
  return sectionsOf(withoutFrontMatter(text)).flatMap(({ anchor, headings, body }) =>
    splitter.split(body).chunks.map(({ text }) => {
      const chunk = { anchor, headings, text };
      return { ...chunk, hash: hashOf(embeddedText(chunk)) };
    }),
  );
}

/** What the embedding model reads: the passage below its heading; those above are left to the search by words. */
export function embeddedText({ headings, text }: Pick<Chunk, 'headings' | 'text'>): string {
  return [...headings.slice(-1), text].join('\n\n');
}

interface Section {
  readonly anchor: string;
  readonly headings: readonly string[];
  /** Without its heading. */
  readonly body: string;
}

function sectionsOf(text: string): Section[] {
  const { children } = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const slugger = new GithubSlugger();
  const above: string[] = [];
  let start: Omit<Section, 'body'> & { readonly from: number } = { anchor: '', headings: [], from: 0 };
  const sections: Section[] = [];
  const close = (to: number): void => {
    const { from, ...section } = start;
    sections.push({ ...section, body: text.slice(from, to).trim() });
  };
  for (const node of children) {
    if (node.type !== 'heading') continue;
    const title = textOf(node);
    above.length = Math.min(above.length, node.depth - 1);
    above[node.depth - 1] = title;
    close(node.position?.start.offset ?? 0);
    start = {
      anchor: slugger.slug(title),
      headings: above.filter(heading => heading !== undefined),
      from: node.position?.end.offset ?? 0,
    };
  }
  close(text.length);
  return sections.filter(({ body }) => body !== '');
}

/** YAML between two lines of dashes, which Markdown itself would read as a heading. */
const withoutFrontMatter = (text: string): string => text.replace(/^---\r?\n[\s\S]*?\r?\n---(?:\r?\n|$)/, '');
