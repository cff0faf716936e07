'use client';

import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { useState } from 'react';
import { Frame } from '@/components/frame';
import { type Mode, ModeSwitch } from '@/components/mode-switch';
import type { ChatMessage } from '@/lib/chat';
import type { AttachedImage } from '@/lib/image';
import { readFailure } from '@/lib/read-failure';
import { turnOf } from '@/lib/turns';
import { withoutPictures } from '@/lib/without-pictures';

const routes: Record<Mode, string> = { streamed: '/api/chat', whole: '/api/whole' };

const transport = new DefaultChatTransport<ChatMessage>({
  prepareSendMessagesRequest: ({ messages, body }) => ({
    api: body?.mode === 'whole' ? routes.whole : routes.streamed,
    body: { messages: withoutPictures(messages) },
  }),
});

/** The chat of AI SDK 7. */
export function Chat({ place }: { place: string }) {
  const [mode, setMode] = useState<Mode>('streamed');
  const [stopped, setStopped] = useState<string>();
  const { messages, status, error, sendMessage, regenerate, stop, setMessages, clearError } =
    useChat<ChatMessage>({
      transport,
      throttle: 40,
      onFinish: ({ message, isAbort }) => setStopped(isAbort ? message.id : undefined),
    });
  const options = { body: { mode } };

  function send(text: string, image: AttachedImage | undefined): void {
    const files = image && [
      { type: 'file' as const, mediaType: image.mediaType, filename: image.name, url: image.url },
    ];
    void sendMessage(files ? { text, files } : { text }, options);
  }

  function clear(): void {
    void stop();
    setMessages([]);
    clearError();
  }

  return (
    <Frame
      version={7}
      place={place}
      turns={messages.map(turnOf)}
      status={status}
      failure={error && readFailure(error)}
      stoppedTurn={stopped}
      withImages
      onSend={send}
      onStop={() => void stop()}
      onRetry={() => void regenerate(options)}
      onClear={clear}
    >
      <ModeSwitch mode={mode} onChange={setMode} />
    </Frame>
  );
}
