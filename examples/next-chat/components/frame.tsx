'use client';

import Link from 'next/link';
import { type ReactNode, useEffect } from 'react';
import type { Failure } from '@/lib/failure';
import type { AttachedImage } from '@/lib/image';
import type { Status, Turn } from '@/lib/turns';
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
  takesImages?: boolean;
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
        <h1>Workers AI chat</h1>
        <span className="place">{place}</span>
        <nav aria-label="AI SDK version">
          <VersionLink href="/" isCurrent={version === 7}>
            AI SDK 7
          </VersionLink>
          <VersionLink href="/v4" isCurrent={version === 4}>
            AI SDK 4
          </VersionLink>
        </nav>
        <button type="button" className="quiet" onClick={onClear} disabled={turns.length === 0}>
          <Icon name="plus" /> New chat
        </button>
      </header>
      <Thread
        turns={turns}
        status={status}
        failure={failure}
        stoppedTurn={stoppedTurn}
        onRetry={onRetry}
        onAsk={question => onSend(question, undefined)}
      />
      <Composer isBusy={isBusy} takesImages={props.takesImages ?? false} onSend={onSend} onStop={onStop}>
        {props.children}
      </Composer>
    </div>
  );
}

function VersionLink(props: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <Link href={props.href} aria-current={props.isCurrent ? 'page' : undefined}>
      {props.children}
    </Link>
  );
}

function useEscape(isActive: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onEscape();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isActive, onEscape]);
}
