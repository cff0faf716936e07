/** What `fetch` rejects with when the connection breaks before the headers, and its body when it does later. */
export const resetError = (message: 'fetch failed' | 'terminated'): TypeError =>
  new TypeError(message, {
    cause: Object.assign(new Error('The connection was reset.'), { code: 'ECONNRESET' }),
  });

export const isReset = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNRESET';
