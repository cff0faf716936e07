'use client';

import {
  type ChangeEvent,
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type AttachedImage, imageTypes, readImage } from '@/lib/image';
import { Icon } from './icons';

interface ComposerProps {
  isBusy: boolean;
  takesImages: boolean;
  onSend: (text: string, image: AttachedImage | undefined) => void;
  onStop: () => void;
  children: ReactNode;
}

/** Enter sends, Shift+Enter begins a line. */
export function Composer({ isBusy, takesImages, onSend, onStop, children }: ComposerProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const { image, problem, attach, detach } = useImage(() => field.current?.focus());
  const canSend = !isBusy && text.trim() !== '';

  useEffect(() => field.current?.focus(), []);

  function send(): void {
    if (!canSend) return;
    onSend(text.trim(), image);
    setText('');
    detach();
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
    const file = takesImages ? event.clipboardData.files[0] : undefined;
    if (!file) return;
    event.preventDefault();
    void attach(file);
  }

  return (
    <form className="composer" onSubmit={onSubmit}>
      {image && <Thumbnail image={image} onRemove={detach} />}
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
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="controls">
        {takesImages && <ImageButton onChoose={attach} />}
        {children}
        <p id="keys">
          <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> new line, <kbd>Esc</kbd> stops
        </p>
        {isBusy ? (
          <button type="button" className="main" aria-label="Stop" onClick={onStop}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" className="main" aria-label="Send" disabled={!canSend}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
}

/** The image to send along, or why there is none. */
function useImage(onSettled: () => void) {
  const [image, setImage] = useState<AttachedImage>();
  const [problem, setProblem] = useState('');

  async function attach(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      setImage(await readImage(file));
      setProblem('');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    onSettled();
  }

  function detach(): void {
    setImage(undefined);
    setProblem('');
  }

  return { image, problem, attach, detach };
}

function ImageButton({ onChoose }: { onChoose: (file: File | undefined) => Promise<void> }) {
  async function onChange({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    await onChoose(target.files?.[0]);
    // So that the same file can be chosen again.
    target.value = '';
  }
  return (
    <label className="attach" title="Attach an image">
      <Icon name="image" />
      <input
        className="hidden"
        type="file"
        accept={imageTypes.join(',')}
        aria-label="Attach an image"
        onChange={onChange}
      />
    </label>
  );
}

function Thumbnail({ image, onRemove }: { image: AttachedImage; onRemove: () => void }) {
  return (
    <figure className="thumbnail">
      {/* biome-ignore lint/performance/noImgElement: a data URL has nothing to optimise */}
      <img src={image.url} alt={image.name} />
      <button type="button" aria-label={`Remove ${image.name}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </figure>
  );
}
