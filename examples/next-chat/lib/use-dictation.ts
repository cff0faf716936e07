'use client';

import { useEffect, useRef, useState } from 'react';
import { readFailure } from './read-failure';
import { type Recording, startRecording } from './record';

export type DictationPhase = 'idle' | 'asking' | 'recording' | 'transcribing';

/** A question is spoken, and written down. `onText` gets the words. */
export function useDictation(onText: (text: string) => void) {
  const [phase, setPhase] = useState<DictationPhase>('idle');
  const [problem, setProblem] = useState('');
  // Kept where writing it down failed, so that nobody has to say it again.
  const [unwritten, setUnwritten] = useState<Blob>();
  const recording = useRef<Recording>(undefined);
  const attempt = useRef<AbortController>(undefined);

  useEffect(() => () => attempt.current?.abort(), []);

  async function begin(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const current = new AbortController();
    attempt.current = current;
    const { signal } = current;
    setProblem('');
    setUnwritten(undefined);
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    if (!signal.aborted) setPhase('idle');
  }

  async function write(sound: Blob, signal: AbortSignal): Promise<void> {
    setPhase('transcribing');
    const text = await transcriptOf(sound, signal).catch((error: unknown) => {
      const failure = readFailure(error instanceof Error ? error : new Error(String(error)));
      if (failure.canRetry && !signal.aborted) setUnwritten(sound);
      throw new Error(`${failure.title}. ${failure.text}`);
    });
    if (text === '') throw new Error('No words were heard. Speak closer to the microphone.');
    onText(text);
  }

  const start = () =>
    begin(async signal => {
      setPhase('asking');
      recording.current = await startRecording(signal);
      setPhase('recording');
      await write(await recording.current.sound, signal);
    });

  function cancel(): void {
    attempt.current?.abort();
    setPhase('idle');
  }

  return {
    phase,
    problem,
    start,
    finish: () => recording.current?.finish(),
    cancel,
    retry: unwritten && (() => begin(signal => write(unwritten, signal))),
    forget: () => {
      setProblem('');
      setUnwritten(undefined);
    },
  };
}

async function transcriptOf(sound: Blob, signal: AbortSignal): Promise<string> {
  const response = await fetch('/api/transcribe', { method: 'POST', body: sound, signal });
  if (!response.ok) throw new Error(await response.text());
  const { text }: { text: string } = await response.json();
  return text.trim();
}
