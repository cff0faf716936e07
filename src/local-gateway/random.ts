/**
 * Everything that looks random here follows from a seed, so that a test run can be repeated.
 * A synchronous hash of our own: Node 18 has no global `crypto`, and nothing here is a secret.
 */
export function hash(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** 106 bits: wide enough that two requests never share a cache entry by accident. */
export const fingerprint = (text: string): string =>
  hash(text, 1).toString(36).padStart(11, '0') + hash(text, 2).toString(36).padStart(11, '0');

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  hex(length: number): string;
  uuid(): string;
  /** 48 bits of time, 74 of chance: the form of `cf-aig-log-id` since 2026-10-08. */
  uuidv7(milliseconds: number): string;
  /** 26 characters: 48 bits of time, 80 of chance, the form of `cf-aig-log-id` until then. */
  ulid(milliseconds: number): string;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const symbols = (length: number, alphabet: string): string => {
    let drawn = '';
    while (drawn.length < length) drawn += alphabet.charAt(Math.floor(next() * alphabet.length));
    return drawn;
  };
  const hex = (length: number): string => symbols(length, '0123456789abcdef');
  return {
    next,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${symbols(1, '89ab')}${hex(3)}-${hex(12)}`,
    uuidv7: milliseconds => {
      const time = Math.floor(milliseconds).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${symbols(1, '89ab')}${hex(3)}-${hex(12)}`;
    },
    ulid: milliseconds => {
      let time = '';
      let rest = Math.floor(milliseconds);
      for (let digit = 0; digit < 10; digit++) {
        time = crockford.charAt(rest % 32) + time;
        rest = Math.floor(rest / 32);
      }
      return time + symbols(16, crockford);
    },
  };
}
