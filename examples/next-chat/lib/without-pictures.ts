import type { ChatMessage } from './chat';

/**
 * `useChat` sends the whole conversation with each question. What was drawn stays on the page: neither the server nor
 * the model reads its bytes again.
 */
export const withoutPictures = (messages: ChatMessage[]): ChatMessage[] =>
  messages.map(message => ({ ...message, parts: message.parts.map(withoutPicture) }));

const withoutPicture = (part: ChatMessage['parts'][number]): ChatMessage['parts'][number] =>
  part.type === 'tool-draw' && part.state === 'output-available'
    ? { ...part, output: { ...part.output, url: '' } }
    : part;
