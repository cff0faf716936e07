import { APICallError, LoadAPIKeyError, LoadSettingError, TypeValidationError } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai7';

/** A failure as a person wants to hear of it. It travels to the page as JSON. */
export interface Failure {
  title: string;
  text: string;
  status: number;
  /** Whether the same may succeed later, and in how many seconds that is worth a try. */
  canRetry: boolean;
  retryInSeconds?: number;
  /** For whoever runs the chat. */
  detail?: string;
}

const other: Failure = {
  title: 'Something went wrong',
  text: 'No answer came. It may be worth another try.',
  status: 500,
  canRetry: true,
};

export function describeFailure(error: unknown): Failure {
  if (LoadSettingError.isInstance(error) || LoadAPIKeyError.isInstance(error)) {
    const title = 'This chat is not connected to Cloudflare yet';
    return { ...other, title, text: error.message, canRetry: false };
  }
  if (TypeValidationError.isInstance(error)) {
    return {
      title: 'The request was not understood',
      text: 'Reload the page.',
      status: 400,
      canRetry: false,
    };
  }
  if (!APICallError.isInstance(error)) return { ...other, detail: String(error) };
  const { code, logId } = readMetadata(error);
  return {
    ...describeCall(error, code),
    status: error.statusCode ?? 502,
    detail: logId ? `${error.message} Log id: ${logId}.` : error.message,
  };
}

/** Cloudflare's code says more than the status, which says more than nothing. */
function describeCall(error: APICallError, code: number | undefined): Failure {
  const saying = (title: string, text: string): Failure => ({ ...other, title, text, canRetry: false });
  if (code === 3036 || code === 4006) {
    return saying('The free allowance of today is used up', 'It starts anew at 00:00 UTC.');
  }
  switch (error.statusCode) {
    case 401:
      return saying(
        'Cloudflare refused the token',
        'Whoever runs this chat should check CLOUDFLARE_API_TOKEN, and CF_AIG_TOKEN if the gateway asks for one.',
      );
    case 402:
      return saying('The balance of the gateway is used up', 'Whoever runs this chat can add money to it.');
    case 403:
      return saying('The account may not use this model', 'Whoever runs this chat can choose another one.');
    case 413:
      return saying('That is too long for the model', 'Start a new chat, or attach a smaller image.');
    case 424:
      return saying('The rules of the gateway do not allow this', 'Try to say it in another way.');
    case 429: {
      const seconds = Number(error.responseHeaders?.['retry-after']) || 10;
      const title = code === 2003 ? 'Too many questions at once' : 'The model is busy';
      return { ...other, title, text: 'That passes quickly.', retryInSeconds: seconds };
    }
    case undefined:
      return { ...other, title: 'Cloudflare cannot be reached', text: 'The server has no connection to it.' };
    default:
      return { ...other, canRetry: error.isRetryable };
  }
}

/** An answer that says what failed, for a route that has not begun to stream. */
export function failureResponse(error: unknown): Response {
  const failure = describeFailure(error);
  return Response.json(failure, { status: failure.status });
}
