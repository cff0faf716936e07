import type { Block, Turn } from '@/lib/turns';
import { Drawn } from './drawn';
import { GatewayLine } from './gateway-line';
import { Icon } from './icons';
import { Prose } from './prose';

interface AnswerProps {
  turn: Turn;
  isLive: boolean;
  isStopped: boolean;
  onRetry: (() => void) | undefined;
}

export function Answer({ turn, isLive, isStopped, onRetry }: AnswerProps) {
  return (
    <article className="answer" aria-label="Answer" aria-busy={isLive}>
      {turn.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added
        <Piece key={index} block={block} isLive={isLive} />
      ))}
      {isStopped && <p className="note">Stopped.</p>}
      {!isLive && <GatewayLine calls={turn.calls} onRetry={onRetry} />}
    </article>
  );
}

function Piece({ block, isLive }: { block: Block; isLive: boolean }) {
  switch (block.kind) {
    case 'text':
      return <Prose text={block.text} />;
    case 'reasoning':
      return <Reasoning text={block.text} isOpen={isLive && block.isOpen} />;
    case 'tool':
      return <ToolCall block={block} isLive={isLive} />;
    case 'drawing':
      return <Drawn block={block} isLive={isLive} />;
    case 'image':
      return null;
    default:
      return block satisfies never;
  }
}

/** Open while the model thinks, closed after; the reader may open it again. */
function Reasoning({ text, isOpen }: { text: string; isOpen: boolean }) {
  return (
    <details className="reasoning" open={isOpen}>
      <summary>{isOpen ? 'Thinking…' : 'Thoughts'}</summary>
      <p>{text}</p>
    </details>
  );
}

function ToolCall({ block, isLive }: { block: Extract<Block, { kind: 'tool' }>; isLive: boolean }) {
  const { name, input, state, output } = block;
  const values = typeof input === 'object' && input !== null ? Object.values(input) : [];
  return (
    <div className="tool" data-state={state}>
      <p>
        <Icon name="tool" /> <b>{name.replaceAll('_', ' ')}</b> <code>{values.map(String).join(', ')}</code>
      </p>
      <p>{state !== 'running' ? output : isLive ? 'Running…' : 'Stopped.'}</p>
    </div>
  );
}
