'use client';

import { useState } from 'react';
import type { GatewayCall } from '@/lib/gateway-call';
import { Icon } from './icons';

/** What the gateway said of an answer, and what the reader says of it. */
export function GatewayLine({ calls, onRetry }: { calls: GatewayCall[]; onRetry: (() => void) | undefined }) {
  const last = calls.at(-1);
  if (!last && !onRetry) return null;
  return (
    <footer className="gateway">
      {last && <Facts calls={calls} />}
      {last?.logId && <Thumbs key={last.logId} logId={last.logId} />}
      {onRetry && (
        <button type="button" className="quiet" onClick={onRetry}>
          <Icon name="retry" /> Retry
        </button>
      )}
    </footer>
  );
}

function Facts({ calls }: { calls: GatewayCall[] }) {
  const cache = calls.every(call => call.cacheStatus === 'HIT')
    ? 'HIT'
    : (calls.at(-1)?.cacheStatus ?? 'not cached');
  const logId = calls.at(-1)?.logId;
  return (
    <dl>
      {calls.length > 1 && <Fact name="Requests to the gateway" value={`${calls.length} calls`} />}
      <Fact name="Cache" value={cache} className={cache === 'HIT' ? 'hit' : 'miss'} />
      <Fact name="Latency" value={`${sum(calls, 'milliseconds')} ms`} />
      <Fact
        name="Tokens in and out"
        value={`${sum(calls, 'tokensIn')} → ${sum(calls, 'tokensOut')} tokens`}
      />
      {logId && <Fact name="Log id" value={logId} className="log" />}
    </dl>
  );
}

const sum = (calls: GatewayCall[], key: 'milliseconds' | 'tokensIn' | 'tokensOut'): string =>
  calls.reduce((total, call) => total + (call[key] ?? 0), 0).toLocaleString('en');

function Fact({ name, value, className }: { name: string; value: string; className?: string }) {
  return (
    <div title={`${name}: ${value}`}>
      <dt className="hidden">{name}</dt>
      <dd className={className}>{value}</dd>
    </div>
  );
}

type Feedback = 1 | -1 | null;

function Thumbs({ logId }: { logId: string }) {
  const [feedback, setFeedback] = useState<Feedback>(null);
  const [problem, setProblem] = useState('');

  async function give(wanted: 1 | -1): Promise<void> {
    const next: Feedback = wanted === feedback ? null : wanted;
    setFeedback(next);
    setProblem('');
    const body = JSON.stringify({ logId, feedback: next });
    const response = await fetch('/api/feedback', { method: 'POST', body }).catch(() => undefined);
    if (response?.ok) return;
    setFeedback(feedback);
    setProblem('Your feedback could not be saved.');
  }

  return (
    <fieldset className="thumbs">
      <legend className="hidden">Was this answer good?</legend>
      <button type="button" aria-label="Good answer" aria-pressed={feedback === 1} onClick={() => give(1)}>
        <Icon name="up" />
      </button>
      <button type="button" aria-label="Bad answer" aria-pressed={feedback === -1} onClick={() => give(-1)}>
        <Icon name="down" />
      </button>
      <span role="status">{problem}</span>
    </fieldset>
  );
}
