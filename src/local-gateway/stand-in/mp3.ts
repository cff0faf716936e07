/** Valid MP3: frames of silence (MPEG-1 layer III, 128 kbit/s, 44.1 kHz), 26 ms each. */
export function silence(frames: number): Uint8Array {
  const frame = 417;
  const bytes = new Uint8Array(frame * frames);
  for (let index = 0; index < frames; index++) bytes.set([0xff, 0xfb, 0x90, 0x00], index * frame);
  return bytes;
}
