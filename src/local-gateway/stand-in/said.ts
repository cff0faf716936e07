/** The text of a sound that was made here rides within it, so that its transcript can give it back. */
const mark = 'workers-ai-gateway says ';

export const tagOf = (text: string): Uint8Array =>
  new TextEncoder().encode(`${mark}${JSON.stringify(text)}\0`);

/** The text of a sound, where it was made here. */
export function textSaidIn(audio: Uint8Array): string | undefined {
  const start = find(audio, new TextEncoder().encode(mark));
  if (start < 0) return undefined;
  const from = start + mark.length;
  const end = audio.indexOf(0, from);
  try {
    const text: unknown = JSON.parse(
      new TextDecoder().decode(audio.subarray(from, end < 0 ? undefined : end)),
    );
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

function find(bytes: Uint8Array, sought: Uint8Array): number {
  const [first = 0] = sought;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (sought.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** How long a word takes to say, the gap after it included. */
export const secondsAWord = 0.3;
