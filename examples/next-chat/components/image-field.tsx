'use client';

import { type ChangeEvent, useState } from 'react';
import { type AttachedImage, imageTypes, readImage } from '@/lib/image';
import { Icon } from './icons';

/** The image to send along, or why there is none. */
export function useImage(onSettled: () => void) {
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

export function ImageButton({ onChoose }: { onChoose: (file: File | undefined) => Promise<void> }) {
  async function onChange({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    await onChoose(target.files?.[0]);
    // So that the same file can be chosen again.
    target.value = '';
  }
  return (
    <label className="icon-button" title="Attach an image">
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

export function Thumbnail({ image, onRemove }: { image: AttachedImage; onRemove: () => void }) {
  return (
    <figure className="thumbnail">
      {/* biome-ignore lint/performance/noImgElement: a data URL has nothing to optimise */}
      <img src={image.url} alt={image.name} />
      <button type="button" aria-label={`Remove ${image.name}`} onClick={onRemove}>
        <span className="badge">
          <Icon name="close" />
        </span>
      </button>
    </figure>
  );
}
