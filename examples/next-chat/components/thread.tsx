'use client';

import { useEffect, useRef } from 'react';
import type { Failure } from '@/lib/failure';
import type { Status, Turn } from '@/lib/turns';
import { Answer } from './answer';
import { Icon } from './icons';
import { Question } from './question';
import { Trouble } from './trouble';

const suggestions = [
  'Calculate (19.90 * 12) * 1.23',
  'What time is it in Tokyo?',
  'Explain AI Gateway to a new colleague',
];
const drawing = 'Draw a red fox under a blue sky';

interface ThreadProps {
  turns: Turn[];
  status: Status;
  failure: Failure | undefined;
  stoppedTurn: string | undefined;
  withImages: boolean;
  onRetry: () => void;
  onAsk: (question: string) => void;
}

export function Thread(props: ThreadProps) {
  const { turns, status, failure, stoppedTurn, withImages, onRetry, onAsk } = props;
  const isBusy = status === 'submitted' || status === 'streaming';
  const last = turns.at(-1);
  const isWaiting = isBusy && (last?.role === 'user' || last?.blocks.length === 0);
  const end = useFollow(turns);
  return (
    <main aria-label="Conversation" aria-busy={isBusy}>
      {turns.length === 0 && <Welcome withImages={withImages} onAsk={onAsk} />}
      {turns.map(turn =>
        turn.role === 'user' ? (
          <Question key={turn.id} turn={turn} />
        ) : (
          <Answer
            key={turn.id}
            turn={turn}
            isLive={isBusy && turn === last}
            isStopped={turn.id === stoppedTurn}
            onRetry={!isBusy && !failure && turn === last ? onRetry : undefined}
          />
        ),
      )}
      {isWaiting && (
        <p className="dots" aria-hidden="true">
          <span />
          <span />
          <span />
        </p>
      )}
      {failure && <Trouble failure={failure} onRetry={onRetry} />}
      {status === 'ready' && last?.role === 'user' && (
        <p className="note">
          Stopped before an answer came.
          <button type="button" className="quiet" onClick={onRetry}>
            <Icon name="retry" /> Retry
          </button>
        </p>
      )}
      <p className="hidden" role="status">
        {isBusy
          ? 'The model is answering.'
          : last?.role === 'assistant' && !failure && `Answer: ${textOf(last)}`}
      </p>
      <div ref={end} />
    </main>
  );
}

function Welcome({ withImages, onAsk }: Pick<ThreadProps, 'withImages' | 'onAsk'>) {
  return (
    <section className="welcome">
      <h2>What would you like to know?</h2>
      <p>
        Type a question or speak it. The model has tools to calculate
        {withImages ? ', tell the time and draw' : ' and tell the time'}. Each answer comes with its model,
        its cost in tokens and its entry in the gateway’s log.
      </p>
      <ul>
        {[...suggestions, ...(withImages ? [drawing] : [])].map(suggestion => (
          <li key={suggestion}>
            <button type="button" onClick={() => onAsk(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const textOf = ({ blocks }: Turn): string =>
  blocks.flatMap(block => (block.kind === 'text' ? [block.text] : [])).join(' ');

/** Keeps the newest words in view, unless the reader has scrolled up. */
function useFollow(turns: Turn[]) {
  const end = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  useEffect(() => {
    const look = (): void => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      isNear.current = scrollHeight - clientHeight - scrollTop < 120;
    };
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  useEffect(() => {
    if (turns.at(-1)?.role === 'user') isNear.current = true;
    if (turns.length > 0 && isNear.current) end.current?.scrollIntoView({ block: 'end' });
  }, [turns]);
  return end;
}
