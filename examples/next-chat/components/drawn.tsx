import { shortName } from '@/lib/short-name';
import type { Block } from '@/lib/turns';
import { Icon } from './icons';

/** A picture that the model drew, in a frame that is there before it, so that nothing below jumps. */
export function Drawn({ block, isLive }: { block: Extract<Block, { kind: 'drawing' }>; isLive: boolean }) {
  return (
    <figure className="drawn" data-state={block.state}>
      <Content block={block} isLive={isLive} />
    </figure>
  );
}

function Content({ block, isLive }: Parameters<typeof Drawn>[0]) {
  switch (block.state) {
    case 'running':
      return (
        <>
          <div className="canvas" />
          <figcaption>{isLive ? 'Drawing…' : 'Stopped before the picture was drawn.'}</figcaption>
        </>
      );
    case 'failed':
      return (
        <>
          <p>No picture was drawn.</p>
          <p>{block.problem}</p>
        </>
      );
    case 'done':
      return (
        <>
          {/* biome-ignore lint/performance/noImgElement: a data URL has nothing to optimise */}
          <img src={block.url} alt={block.prompt} />
          <figcaption>
            <span title={block.model}>{shortName(block.model)}</span>
            <a className="quiet" href={block.url} download={fileNameOf(block)}>
              <Icon name="download" /> Download
            </a>
          </figcaption>
        </>
      );
    default:
      return block satisfies never;
  }
}

function fileNameOf({ prompt, url }: { prompt: string; url: string }): string {
  const name =
    prompt
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 8)
      .join('-') ?? 'picture';
  const type = /^data:image\/(\w+)/.exec(url)?.[1] ?? 'png';
  return `${name}.${type === 'jpeg' ? 'jpg' : type}`;
}
