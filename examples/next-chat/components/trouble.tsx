'use client';

import { useEffect, useState } from 'react';
import type { Failure } from '@/lib/failure';
import { Icon } from './icons';

export function Trouble({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const seconds = useCountdown(failure.retryInSeconds ?? 0);
  return (
    <section className="trouble" role="alert">
      <h2>{failure.title}</h2>
      <p>
        {failure.text}
        {failure.retryInSeconds !== undefined && (
          <span aria-live="off"> {seconds > 0 ? `Try again in ${seconds} s.` : 'Try again now.'}</span>
        )}
      </p>
      {failure.detail && (
        <details>
          <summary>Details</summary>
          <p>{failure.detail}</p>
        </details>
      )}
      {failure.canRetry && (
        <button type="button" onClick={onRetry}>
          <Icon name="retry" /> Retry
        </button>
      )}
    </section>
  );
}

function useCountdown(from: number): number {
  const [seconds, setSeconds] = useState(from);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return seconds;
}
