'use client';

import { useEffect, useState } from 'react';
import { maxSeconds } from '@/lib/record';
import type { DictationPhase } from '@/lib/use-dictation';
import { useEscape } from '@/lib/use-escape';
import { Icon } from './icons';

export function RecordButton({ onClick }: { onClick: () => void }) {
  const name = 'Record a question';
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={onClick}>
      <Icon name="microphone" />
    </button>
  );
}

const words: Record<Exclude<DictationPhase, 'idle' | 'recording'>, string> = {
  asking: 'Allow the microphone…',
  transcribing: 'Writing it down…',
};

interface DictationBarProps {
  phase: Exclude<DictationPhase, 'idle'>;
  onFinish: () => void;
  onCancel: () => void;
}

/** Takes the place of the composer's controls while a question is spoken. */
export function DictationBar({ phase, onFinish, onCancel }: DictationBarProps) {
  const isRecording = phase === 'recording';
  useEscape(true, onCancel);
  return (
    <div className="controls dictation" data-phase={phase}>
      <button
        type="button"
        className="icon-button"
        aria-label="Cancel the recording"
        title="Cancel (Esc)"
        onClick={onCancel}
      >
        <Icon name="close" />
      </button>
      <span className="pulse" aria-hidden="true" />
      <p role="status">{isRecording ? 'Recording' : words[phase]}</p>
      {isRecording && <Clock />}
      <button
        // Made anew with each phase, so that it has the focus as soon as it can be used.
        key={phase}
        type="button"
        className="main"
        aria-label="Finish the recording"
        title="Finish (Enter)"
        disabled={!isRecording}
        // biome-ignore lint/a11y/noAutofocus: whoever began to speak ends it with the next key
        autoFocus={isRecording}
        onClick={onFinish}
      >
        <Icon name="check" />
      </button>
    </div>
  );
}

function Clock() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - begun) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="clock">
      {clock(seconds)} <span className="limit">of {clock(maxSeconds)}</span>
    </time>
  );
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
