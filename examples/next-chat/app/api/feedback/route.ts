import { APICallError } from 'ai';
import { z } from 'zod';
import { describeFailure, failureResponse } from '@/lib/failure';
import { workersai } from '@/lib/workersai';

const body = z.object({
  logId: z.string().min(1).max(100),
  feedback: z.union([z.literal(1), z.literal(-1), z.null()]),
});

/** Thumbs up, thumbs down, or neither: into the gateway's log of the answer. */
export async function POST(request: Request): Promise<Response> {
  const given = body.safeParse(await request.json().catch(() => undefined));
  if (!given.success) return Response.json({ error: given.error.issues }, { status: 400 });
  try {
    await patchLog(given.data.logId, given.data.feedback);
    return new Response(null, { status: 204 });
  } catch (error) {
    console.error(describeFailure(error).detail);
    return failureResponse(error);
  }
}

/** The log can appear up to a second after the answer. */
async function patchLog(logId: string, feedback: 1 | -1 | null, { triesLeft = 3 } = {}): Promise<void> {
  try {
    await workersai.gateway.patchLog(logId, { feedback });
  } catch (error) {
    if (triesLeft === 0 || !APICallError.isInstance(error) || error.statusCode !== 404) throw error;
    await new Promise(resolve => setTimeout(resolve, 1000));
    await patchLog(logId, feedback, { triesLeft: triesLeft - 1 });
  }
}
