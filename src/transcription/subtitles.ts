/** The cues of WebVTT (https://www.w3.org/TR/webvtt1/), such as `00.000 --> 03.240` with the text below it. */
export const readSubtitles = (vtt: string): { text: string; start: number; end: number }[] =>
  [...vtt.replaceAll('\r', '').matchAll(/(\S+) --> (\S+).*\n((?:.+\n)*.*)/g)].map(
    ([, start = '', end = '', text = '']) => ({
      text: text.trim(),
      start: secondsIn(start),
      end: secondsIn(end),
    }),
  );

/** Hours and minutes may be missing. */
const secondsIn = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
