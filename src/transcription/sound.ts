import type { BuiltCall, Shared } from '../request/call.ts';
import { expectBytes, toBase64 } from '../values/base64.ts';
import { unsupportedBy } from '../values/unsupported.ts';

interface Sound extends Pick<Shared, 'via'> {
  /** Bytes or base64. */
  readonly audio: Uint8Array | string;
  readonly mediaType: string;
  readonly model: string;
  /** All inputs but the sound. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** How a model takes a sound. */
export type Encode = (sound: Sound) => Pick<BuiltCall, 'inputs' | 'query' | 'headers'>;

export const asBase64: Encode = ({ audio, inputs }) => ({ inputs: { audio: base64Of(audio), ...inputs } });

/** With the encoding, which most sounds show themselves. */
export const asEncoded: Encode = sound => {
  const [encoding] = /wav|flac|ogg/.exec(sound.mediaType) ?? [];
  return asBase64({ ...sound, inputs: { ...(encoding && { encoding }), ...sound.inputs } });
};

export const asNumbers: Encode = ({ audio, inputs }) => ({
  inputs: { audio: expectBytes('audio', audio), ...inputs },
});

/** As the body, with the other inputs in the query; over the binding as base64, since a stream passes no gateway. */
export const asBody: Encode = ({ audio, mediaType, via, inputs }) =>
  via === 'binding'
    ? { inputs: { audio: { body: base64Of(audio), contentType: mediaType }, ...inputs } }
    : { inputs: expectBytes('audio', audio), query: inputs, headers: { 'content-type': mediaType } };

/** https://developers.cloudflare.com/ai-gateway/usage/websockets-api/realtime-api/ */
export const overWebSocket: Encode = ({ model }) => {
  throw unsupportedBy(`${model} does not take`)(
    'a whole sound',
    'It listens over a WebSocket only: use @cf/deepgram/nova-3.',
  );
};

const base64Of = (audio: Uint8Array | string) => (typeof audio === 'string' ? audio : toBase64(audio));
