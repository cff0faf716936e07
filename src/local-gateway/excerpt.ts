/**
 * The beginning of a text as a text of its own: a slice would keep the whole one in memory, which for a log of large
 * requests is what it is there to avoid.
 */
export const excerpt = (text: string, length: number): string =>
  text.length <= length ? text : new TextDecoder().decode(new TextEncoder().encode(text.slice(0, length)));
