import type { ChatRequest } from '../kinds/chat/request.ts';
import { describeImage } from './describe-image.ts';
import { lastUserText, toolResults } from './tool-choice.ts';
import { arithmeticIn, topicOf } from './words.ts';

/** Questions that the tours and the documentation ask. */
const known: readonly (readonly [RegExp, string])[] = [
  [
    /\b(what is|explain|describe|about|tell me)\b.*\bai gateway\b/i,
    'AI Gateway is a proxy between an application and its model providers. It caches answers, limits rates, retries failed requests and keeps a log of every call.',
  ],
  [
    /\b(what is|explain|describe|about|tell me)\b.*\bworkers ai\b/i,
    'Workers AI runs open models on Cloudflare’s own GPUs. An application calls them from a Worker or over HTTP and pays only for what it uses.',
  ],
  [
    /\b(what|who) (is|are) cloudflare\b|\b(explain|describe|about) cloudflare\b/i,
    'Cloudflare is a company that runs one of the largest networks in the world. It makes websites and applications faster and safer, and lets developers run code and models close to their users.',
  ],
  [
    /why should .*cloudflare/i,
    'Because Cloudflare runs inference close to your users, bills only what you use, and puts caching, rate limits and logs in front of it with AI Gateway.',
  ],
  [/^\s*(hi|hello|hey)\b/i, 'Hello! How can I help you today?'],
];

/** The stand-in's answer in words. It always follows from the request alone. */
export function answerText(request: ChatRequest): string {
  const asked = lastUserText(request.messages);
  const results = toolResults(request.messages);
  if (results.length > 0)
    return results.map(result => `According to ${result.name}: ${sayResult(result)}`).join(' ');
  const images = request.messages.findLast(message => message.role === 'user')?.images ?? [];
  if (images.length > 0)
    return `I received ${images.map(describeImage).join(' and ')}. You asked: “${asked}”`;
  return countTo(asked) ?? wordsWanted(asked) ?? calculated(asked) ?? factAbout(asked) ?? echo(asked);
}

function sayResult({ text, value }: { text: string; value: unknown }): string {
  if (typeof value !== 'object' || value === null) return text.endsWith('.') ? text : `${text}.`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${key} ${typeof item === 'object' ? JSON.stringify(item) : String(item)}`,
  );
  return `${entries.join(', ')}.`;
}

const factAbout = (asked: string): string | undefined =>
  known.find(([question]) => question.test(asked))?.[1];

/** Long answers on demand, to meet an output limit. */
function countTo(asked: string): string | undefined {
  const last = Number(/\bcount (?:from \d+ )?(?:up )?to (\d+)/i.exec(asked)?.[1]);
  if (!Number.isFinite(last)) return undefined;
  return Array.from({ length: Math.min(last, 10_000) }, (_, index) => index + 1).join(' ');
}

function wordsWanted(asked: string): string | undefined {
  const count = Number(/\b(\d+)[ -]words?\b/i.exec(asked)?.[1]);
  if (!Number.isFinite(count)) return undefined;
  const topic = topicOf(asked.replace(/\b\d+[ -]words?\b/i, '')).toLowerCase();
  const sentence = `Much can be said about ${topic} and this sentence is one part of it`.split(' ');
  const words = Array.from(
    { length: Math.min(count, 10_000) },
    (_, index) => sentence[index % sentence.length],
  );
  return `${words.join(' ')}.`;
}

function calculated(asked: string): string | undefined {
  const expression = arithmeticIn(asked);
  const pair = expression && /^(\d+(?:\.\d+)?)\s*([-+*/×÷])\s*(\d+(?:\.\d+)?)$/.exec(expression.trim());
  if (!pair) return undefined;
  const [, left = '0', sign = '+', right = '0'] = pair;
  const [one, other] = [Number(left), Number(right)];
  const results: Readonly<Record<string, number>> = {
    '+': one + other,
    '-': one - other,
    '*': one * other,
    '×': one * other,
    '/': one / other,
    '÷': one / other,
  };
  return `${expression} = ${results[sign]}`;
}

const echo = (asked: string): string =>
  asked === ''
    ? 'There is no question to answer.'
    : `You asked: “${shorten(asked)}” This is the local stand-in model’s answer about ${topicOf(asked)}.`;

const shorten = (value: string): string => (value.length <= 400 ? value : `${value.slice(0, 400)}…`);
