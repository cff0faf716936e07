import { toBase64 } from '../base64.ts';
import { json, type ReplyPart, respond } from '../script/parts.ts';
import { contentTypeOf } from '../stand-in/content-type.ts';
import { answerFromReply } from './answer-from-result.ts';
import type { ModelAnswer } from './call.ts';
import type { Run } from './run.ts';

/** A picture or a sound. */
export interface Media {
  bytes: Uint8Array;
  /** Where its own first bytes do not show it. */
  contentType?: string | undefined;
}

interface MediaOptions {
  /** The field that holds it as base64, for models that answer in JSON. */
  field: string | undefined;
  /** Of the stand-in, or of a function of yours. */
  make: () => Promise<Media>;
}

/** What the test wrote, else what the stand-in made: as bytes, or as base64 in JSON. */
export async function answerFromMedia(run: Run, { field, make }: MediaOptions): Promise<ModelAnswer> {
  if (run.script)
    return answerFromReply(
      run.script.map(part => onWire(part, { field, run })),
      run,
    );
  const made = await make();
  if (field !== undefined) return answerFromReply(json({ [field]: toBase64(made.bytes) }), run);
  return {
    status: 200,
    headers: headersOf(made, run),
    body: made.bytes,
    meter: { tokensIn: undefined, tokensOut: undefined },
  };
}

function onWire(part: ReplyPart, { field, run }: { field: string | undefined; run: Run }): ReplyPart {
  if (part.type !== 'media') return part;
  if (field !== undefined) return json({ [field]: toBase64(part.bytes) });
  return respond(new Response(new Uint8Array(part.bytes), { headers: headersOf(part, run) }));
}

const headersOf = ({ bytes, contentType }: Media, { requestId }: Run): Record<string, string> => ({
  'content-type': contentType ?? contentTypeOf(bytes),
  'cf-ai-req-id': requestId,
});
