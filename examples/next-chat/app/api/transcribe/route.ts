import { transcribe } from 'ai';
import { describeFailure, type Failure, failureResponse } from '@/lib/failure';
import { models, workersai } from '@/lib/workersai';

/** Ten times what two minutes of speech need. */
const maxBytes = 5 * 1024 * 1024;

/** Writes down a recording, which is the body of the request: WebM, MP4, or whatever else a browser records. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (Number(request.headers.get('content-length')) > maxBytes) return refusal(tooLong);
    const audio = new Uint8Array(await request.arrayBuffer());
    if (audio.length === 0) return refusal(empty);
    if (audio.length > maxBytes) return refusal(tooLong);
    const { text } = await transcribe({
      model: workersai.transcription(models.transcription, { language: languageOf(request) }),
      audio,
      maxRetries: 0,
      abortSignal: request.signal,
    });
    return Response.json({ text });
  } catch (error) {
    if (!request.signal.aborted) console.error(describeFailure(error).detail);
    return failureResponse(error);
  }
}

const empty: Failure = {
  title: 'Nothing was recorded',
  text: 'Check the microphone, and record again.',
  status: 400,
  canRetry: false,
};

const tooLong: Failure = {
  title: 'That recording is too long',
  text: 'Ask a shorter question.',
  status: 413,
  canRetry: false,
};

const refusal = (failure: Failure): Response => Response.json(failure, { status: failure.status });

/** The browser's first language. The model takes speech for English unless it is told otherwise. */
const languageOf = (request: Request): string =>
  /^[a-z]{2}/i.exec(request.headers.get('accept-language') ?? '')?.[0].toLowerCase() ?? 'en';
