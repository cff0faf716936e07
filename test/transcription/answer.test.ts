import { APICallError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { readTranscript } from '../../src/transcription/answer.ts';

const broken = (what: string) => new APICallError({ message: what, url: '', requestBodyValues: {} });
const read = (answer: unknown) => readTranscript(answer, broken);

const none = { language: undefined, durationInSeconds: undefined };
const word = (text: string, start: number) => ({ word: text, start, end: start + 1 });
const spoken = (text: string, startSecond: number, endSecond = startSecond + 1) => ({
  text,
  startSecond,
  endSecond,
});

test('whisper: its words are its segments', () => {
  const answer = { text: 'Hi you', word_count: 2, words: [word('Hi', 0), word('you', 1)], vtt: 'WEBVTT' };
  const words = [spoken('Hi', 0), spoken('you', 1)];
  expect(read(answer)).toEqual({ ...none, text: 'Hi you', segments: words, words });
});

test('whisper without words: the cues of its subtitles', () => {
  const vtt =
    'WEBVTT\n\n00.000 --> 01.500\nHi\nyou\n\n00:01:02.500 --> 01:00:00.000 align:left\nall\n\nNOTE no cue';
  const segments = [spoken('Hi\nyou', 0, 1.5), spoken('all', 62.5, 3600)];
  expect(read({ text: 'Hi you all', vtt })).toEqual({ ...none, text: 'Hi you all', segments });
});

test('subtitles with the line ends of Windows', () => {
  const { segments } = read({ text: 'Hi', vtt: 'WEBVTT\r\n\r\n00.000 --> 01.000\r\nHi\r\nyou \r\n' });
  expect(segments).toEqual([spoken('Hi\nyou', 0)]);
});

test('whisper-large-v3-turbo: segments, their words, the language and the duration', () => {
  const answer = {
    text: 'Hi you',
    transcription_info: { language: 'en', duration: 2.5 },
    segments: [{ text: 'Hi you', start: 0, end: 2, words: [word('Hi', 0), word('you', 1)] }],
  };
  expect(read({ result: answer, success: true })).toEqual({
    text: 'Hi you',
    segments: [spoken('Hi you', 0, 2)],
    words: [spoken('Hi', 0), spoken('you', 1)],
    language: 'en',
    durationInSeconds: 2.5,
  });
});

test('nova-3: channels are joined, in the order that they are spoken', () => {
  const channel = (transcript: string, words: object[]) => ({
    alternatives: [{ transcript, confidence: 1, words }],
    detected_language: 'en',
  });
  const channels = [
    channel('Hi there.', [{ ...word('hi', 0), punctuated_word: 'Hi' }, word('there.', 4)]),
    channel('Hello', [word('Hello', 2)]),
    channel('', []),
  ];
  const words = [spoken('Hi', 0), spoken('Hello', 2), spoken('there.', 4)];
  expect(read({ metadata: { duration: 5 }, results: { channels } })).toEqual({
    text: 'Hi there.\nHello',
    segments: words,
    words,
    language: 'en',
    durationInSeconds: 5,
  });
});

test('nemotron: a text and a duration', () => {
  expect(read({ text: 'Hi', duration: 1.5 })).toEqual({
    ...none,
    text: 'Hi',
    segments: [],
    durationInSeconds: 1.5,
  });
});

test.each([
  ['nothing', undefined],
  ['a null text', { text: null }],
  ['a text alone', 'Hi'],
  ['another task', { response: 'Hi' }],
])('%s is no transcript', (_, answer) => {
  expect(() => read(answer)).toThrow('answered without a transcript');
});

test('pieces without a time or a text are left out', () => {
  const words = [
    { word: 'Hi' },
    { start: 0, end: 1 },
    { word: 'Hi', start: 0 },
    { word: 'Hi', end: 1 },
    null,
  ];
  const answer = { text: 'Hi', words, vtt: 'x --> y\nHi' };
  expect(read(answer)).toEqual({ ...none, text: 'Hi', segments: [] });
});
