'use client';

import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { AttachedImage } from '@/lib/image';
import { useDictation } from '@/lib/use-dictation';
import { DictationBar, RecordButton } from './dictation';
import { Icon } from './icons';
import { ImageButton, Thumbnail, useImage } from './image-field';

interface ComposerProps {
  isBusy: boolean;
  withImages: boolean;
  onSend: (text: string, image: AttachedImage | undefined) => void;
  onStop: () => void;
  children: ReactNode;
}

/** Enter sends, Shift+Enter begins a line. What is spoken lands in the field, to be read before it is sent. */
export function Composer({ isBusy, withImages, onSend, onStop, children }: ComposerProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const picture = useImage(() => field.current?.focus());
  const dictation = useDictation(spoken => setText(written => [written.trim(), spoken].join(' ').trim()));
  const canSend = !isBusy && dictation.phase === 'idle' && text.trim() !== '';

  // At the beginning, and after a recording.
  useEffect(() => {
    if (dictation.phase === 'idle') field.current?.focus();
  }, [dictation.phase]);

  function send(): void {
    if (!canSend) return;
    onSend(text.trim(), picture.image);
    setText('');
    picture.detach();
    dictation.forget();
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    send();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  function onPaste(event: ClipboardEvent): void {
    const file = withImages ? event.clipboardData.files[0] : undefined;
    if (!file) return;
    event.preventDefault();
    void picture.attach(file);
  }

  return (
    <form className="composer" onSubmit={onSubmit}>
      {picture.image && <Thumbnail image={picture.image} onRemove={picture.detach} />}
      <textarea
        ref={field}
        value={text}
        rows={1}
        aria-label="Message"
        aria-describedby="keys"
        placeholder="Ask something"
        onChange={event => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Problem text={picture.problem} />
      <Problem text={dictation.problem} onRetry={dictation.retry} />
      {dictation.phase === 'idle' ? (
        <div className="controls">
          {withImages && <ImageButton onChoose={picture.attach} />}
          <RecordButton onClick={dictation.start} />
          {children}
          <p id="keys">
            <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> new line, <kbd>Esc</kbd> stops
          </p>
          <MainButton isBusy={isBusy} canSend={canSend} onStop={onStop} />
        </div>
      ) : (
        <DictationBar phase={dictation.phase} onFinish={dictation.finish} onCancel={dictation.cancel} />
      )}
    </form>
  );
}

function Problem({ text, onRetry }: { text: string; onRetry?: (() => void) | undefined }) {
  if (text === '') return null;
  return (
    <p className="problem" role="alert">
      {text}
      {onRetry && (
        <button type="button" className="quiet" onClick={onRetry}>
          <Icon name="retry" /> Try again
        </button>
      )}
    </p>
  );
}

function MainButton(props: { isBusy: boolean; canSend: boolean; onStop: () => void }) {
  return props.isBusy ? (
    <button type="button" className="main" aria-label="Stop" title="Stop (Esc)" onClick={props.onStop}>
      <Icon name="stop" />
    </button>
  ) : (
    <button type="submit" className="main" aria-label="Send" title="Send (Enter)" disabled={!props.canSend}>
      <Icon name="send" />
    </button>
  );
}
