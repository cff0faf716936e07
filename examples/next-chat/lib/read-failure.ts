import type { Failure } from './failure';

/** The failure that a route described; or one of the way there, which no route could describe. */
export function readFailure(error: Error): Failure {
  const described = parse(error.message);
  if (isFailure(described)) return described;
  const isConnection = error instanceof TypeError || /network|fetch/i.test(error.message);
  return {
    title: isConnection ? 'No connection' : 'Something went wrong',
    text: isConnection ? 'The server cannot be reached. Are you online?' : 'It may be worth another try.',
    status: 0,
    canRetry: true,
    detail: error.message,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'title' in value && 'text' in value && 'canRetry' in value;
