/** A piece of a transcript and when it is spoken. */
export interface Spoken {
  readonly text: string;
  readonly startSecond: number;
  readonly endSecond: number;
}

/** The cues of WebVTT (https://www.w3.org/TR/webvtt1/), such as `00.000 --> 03.240` with the text below it. */
export function readSubtitles(vtt: string): Spoken[] {
  return vtt.split(/\r?\n\r?\n/).flatMap(block => {
    const lines = block.split(/\r?\n/);
    const at = lines.findIndex(line => line.includes('-->'));
    const [start, end] = (lines[at] ?? '').split('-->').map(secondsIn);
    if (start === undefined || end === undefined) return [];
    return [{ text: lines.slice(at + 1).join('\n'), startSecond: start, endSecond: end }];
  });
}

/** Hours and minutes may be missing; settings of the cue follow the time of its end. */
function secondsIn(text: string): number | undefined {
  const [time = ''] = text.trim().split(/\s/);
  const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part.replace(',', '.')), 0);
  return time !== '' && Number.isFinite(seconds) ? seconds : undefined;
}
