'use client';

import { useChat } from '@ai-sdk/react-1';
import { useState } from 'react';
import { Frame } from '@/components/frame';
import { readFailure } from '@/lib/read-failure';
import { turnOfV4 } from '@/lib/turns-v4';

/** The chat of AI SDK 4. */
export function ChatV4({ place }: { place: string }) {
  const [stopped, setStopped] = useState<string>();
  const { messages, status, error, append, reload, stop, setMessages } = useChat({
    api: '/api/v4',
    experimental_throttle: 40,
  });
  const isBusy = status === 'submitted' || status === 'streaming';

  function halt(): void {
    const last = messages.at(-1);
    if (last?.role === 'assistant') setStopped(last.id);
    stop();
  }

  return (
    <Frame
      version={4}
      place={place}
      turns={messages.map((message, index) =>
        turnOfV4(message, { isLive: isBusy && index === messages.length - 1 }),
      )}
      status={status}
      failure={error && readFailure(error)}
      stoppedTurn={stopped}
      onSend={text => void append({ role: 'user', content: text })}
      onStop={halt}
      onRetry={() => void reload()}
      onClear={() => {
        stop();
        setMessages([]);
      }}
    />
  );
}
