import { createJsonScan } from '../values/json-scan.ts';

/** Of a body that is no JSON, its kind tells more than its first bytes. */
export function describeBody(body: string): string {
  const start = body.trimStart();
  if (start === '') return 'the body is empty.';
  if (isBotCheck(start)) return 'the body is the HTML page of a bot check.';
  if (start.startsWith('<')) return 'the body is HTML.';
  return `${isCut(start) ? 'truncated JSON: ' : ''}${start.slice(0, 100)}`;
}

/** https://developers.cloudflare.com/cloudflare-challenges/ */
export function isBotCheck(body: string): boolean {
  const start = body.slice(0, 20_000);
  return /^\s*</.test(start) && /challenge-platform|cf[-_]chl|Just a moment|Attention Required/i.test(start);
}

/** Whether a body lacks its end: nothing came, or JSON that closes less than it opens. */
export function isCut(body: string): boolean {
  const start = body.trimStart();
  if (!/^[[{]/.test(start)) return start === '';
  const scan = createJsonScan();
  for (let end = scan.push(start); end >= 0; end = scan.push(start, end));
  return scan.isOpen();
}
