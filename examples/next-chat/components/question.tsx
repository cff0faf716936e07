import type { Turn } from '@/lib/turns';

export function Question({ turn }: { turn: Turn }) {
  return (
    <article className="question" aria-label="You">
      {turn.blocks.map((block, index) =>
        block.kind === 'image' ? (
          // biome-ignore lint/performance/noImgElement: a data URL has nothing to optimise
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added
          <img key={index} src={block.url} alt={block.name} />
        ) : block.kind === 'text' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added
          <p key={index}>{block.text}</p>
        ) : null,
      )}
    </article>
  );
}
