/** An error, as it crosses from the Worker to the test. */
export interface Report {
  readonly name: string;
  readonly message: string;
  readonly statusCode?: number;
  readonly isRetryable?: boolean;
  readonly code?: number;
  readonly logId?: string;
}

/** Takes what it made of an error, too. */
export function report(error: unknown): Report {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const { data, ...own }: Record<string, unknown> = { ...Object(error) };
  const { statusCode, isRetryable, code, logId }: Record<string, unknown> = { ...own, ...Object(data) };
  return {
    name,
    message,
    ...(typeof statusCode === 'number' && { statusCode }),
    ...(typeof isRetryable === 'boolean' && { isRetryable }),
    ...(typeof code === 'number' && { code }),
    ...(typeof logId === 'string' && { logId }),
  };
}
