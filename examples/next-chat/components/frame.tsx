'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Failure } from '@/lib/failure';
import type { AttachedImage } from '@/lib/image';
import type { Status, Turn } from '@/lib/turns';
import { useEscape } from '@/lib/use-escape';
import { Composer } from './composer';
import { Icon } from './icons';
import { Thread } from './thread';

interface FrameProps {
  version: 4 | 7;
  place: string;
  turns: Turn[];
  status: Status;
  failure: Failure | undefined;
  stoppedTurn: string | undefined;
  /** Whether pictures can be attached and drawn. */
  withImages?: boolean;
  onSend: (text: string, image: AttachedImage | undefined) => void;
  onStop: () => void;
  onRetry: () => void;
  onClear: () => void;
  children?: ReactNode;
}

/** The page around a chat. It knows no version of the AI SDK. */
export function Frame(props: FrameProps) {
  const { version, place, turns, status, failure, stoppedTurn, onSend, onStop, onRetry, onClear } = props;
  const isBusy = status === 'submitted' || status === 'streaming';
  useEscape(isBusy, onStop);
  return (
    <div className="frame">
      <header>
        <div className="title">
          <h1>Workers AI chat</h1>
          <p title={place}>{place}</p>
        </div>
        <nav className="segments" aria-label="AI SDK version">
          <VersionLink href="/" version={7} isCurrent={version === 7} />
          <VersionLink href="/v4" version={4} isCurrent={version === 4} />
        </nav>
        <button
          type="button"
          className="quiet"
          aria-label="New chat"
          title="New chat"
          onClick={onClear}
          disabled={turns.length === 0}
        >
          <Icon name="plus" /> <span className="wide">New chat</span>
        </button>
      </header>
      <Thread
        turns={turns}
        status={status}
        failure={failure}
        stoppedTurn={stoppedTurn}
        withImages={props.withImages ?? false}
        onRetry={onRetry}
        onAsk={question => onSend(question, undefined)}
      />
      <Composer isBusy={isBusy} withImages={props.withImages ?? false} onSend={onSend} onStop={onStop}>
        {props.children}
      </Composer>
    </div>
  );
}

function VersionLink(props: { href: string; version: number; isCurrent: boolean }) {
  return (
    <Link href={props.href} aria-current={props.isCurrent ? 'page' : undefined}>
      <span>
        <span className="wide">AI </span>SDK {props.version}
      </span>
    </Link>
  );
}
