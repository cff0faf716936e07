'use client';

import { useState } from 'react';
import type { GatewayCall } from '@/lib/gateway-call';
import { shortName } from '@/lib/short-name';
import { Icon } from './icons';

/** Who answered, what the gateway knows of it, and what the reader thinks of it. */
export function GatewayLine({ calls, onRetry }: { calls: GatewayCall[]; onRetry: (() => void) | undefined }) {
  const last = calls.at(-1);
  if (!last && !onRetry) return null;
  return (
    <footer className="gateway">
      {last && <Facts calls={calls} last={last} />}
      {onRetry && (
        <button type="button" className="quiet" onClick={onRetry}>
          <Icon name="retry" /> Retry
        </button>
      )}
      {last?.logId && <Thumbs key={last.logId} logId={last.logId} />}
    </footer>
  );
}

function Facts({ calls, last: { model, cacheStatus, logId } }: { calls: GatewayCall[]; last: GatewayCall }) {
  const cache = calls.every(call => call.cacheStatus === 'HIT') ? 'HIT' : (cacheStatus ?? 'not cached');
  return (
    <dl>
      <Fact name="Model" value={shortName(model)} hint={model} className="model" />
      <Fact name="Cache" value={cache} className={cache === 'HIT' ? 'hit' : 'miss'} />
      {calls.length > 1 && <Fact name="Requests to the gateway" value={`${calls.length} calls`} />}
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

function Fact(props: { name: string; value: string; hint?: string; className?: string }) {
  const { name, value, hint = value, className } = props;
  return (
    <div title={`${name}: ${hint}`} className={className}>
      <dt className="hidden">{name}</dt>
      <dd>{value}</dd>
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
    <>
      <fieldset className="thumbs">
        <legend className="hidden">Was this answer good?</legend>
        <button type="button" aria-label="Good answer" aria-pressed={feedback === 1} onClick={() => give(1)}>
          <Icon name="up" />
        </button>
        <button type="button" aria-label="Bad answer" aria-pressed={feedback === -1} onClick={() => give(-1)}>
          <Icon name="down" />
        </button>
      </fieldset>
      {/* On a line of its own: the thumbs stay where they are. */}
      <p role="status">{problem}</p>
    </>
  );
}
