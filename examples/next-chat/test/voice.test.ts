import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSpeech } from 'ai';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { createLocalGateway, failure, pause, text } from 'workers-ai-gateway/testing';
import { faintTexts, overflow, smallTargets } from './measure';
import { becomes, on, said } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;
let folder: string;
const allowed = { permissions: ['microphone'] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'next-chat-'));
  const microphone = join(folder, 'question.wav');
  await writeFile(microphone, await spoken('How tall is the tower of Belém in Lisbon?'));
  stage = await createStage({ microphone });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => stage.gateway.clear());

/** A tone for each word. */
async function spoken(words: string): Promise<Uint8Array> {
  const { speech } = createWorkersAI(createLocalGateway().settings);
  const model = speech('@cf/deepgram/aura-2-en');
  const { audio } = await generateSpeech({ model, text: words, outputFormat: 'wav' });
  return audio.uint8Array;
}

const recorder = (page: Page) => ({
  record: page.getByRole('button', { name: 'Record a question' }),
  finish: page.getByRole('button', { name: 'Finish the recording' }),
  cancel: page.getByRole('button', { name: 'Cancel the recording' }),
  field: page.getByLabel('Message', { exact: true }),
});

/** The sound that the gateway got: base64 in JSON. */
function soundOf(request: { text?: string | undefined } | undefined): Buffer {
  const { audio }: { audio: string } = JSON.parse(request?.text ?? '{}');
  return Buffer.from(audio, 'base64');
}

/** What a person would hear of it. */
const listen = (page: Page, sound: Buffer) =>
  page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const heard = await new AudioContext().decodeAudioData(bytes.buffer);
    const loudness = heard.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return { seconds: heard.duration, loudness };
  }, sound.toString('base64'));

test('a spoken question is recorded as WebM, written down, and sent by Enter', async () => {
  const { page, complaints } = await stage.open('/', allowed);
  const { record, finish, field } = recorder(page);
  const { answer } = on(page);
  stage.gateway.reply(text('How tall is the tower?'));
  stage.gateway.reply(text('It is 30 metres tall.'));

  await record.click();
  await page.getByText('0:02').waitFor();
  expect([...(await smallTargets(page)), ...(await faintTexts(page))]).toEqual([]);
  await screenshot(page, 'recording');
  // The focus is on it: Enter is enough.
  expect(await finish.evaluate(button => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await becomes(() => field.inputValue()).toBe('How tall is the tower?');
  await page.keyboard.press('Enter');
  await answer.getByText('It is 30 metres tall.').waitFor();

  const [heard] = stage.gateway.requests;
  expect(heard?.model).toBe('@cf/openai/whisper-large-v3-turbo');
  expect(JSON.parse(heard?.text ?? '{}')).toMatchObject({ language: 'en' });
  const sound = soundOf(heard);
  expect(sound.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  expect(sound.toString('latin1')).toContain('OpusHead');
  const { seconds, loudness } = await listen(page, sound);
  expect(seconds).toBeGreaterThan(1.5);
  expect(seconds).toBeLessThan(20);
  expect(loudness).toBeGreaterThan(0.05);
  expect(complaints).toEqual([]);
});

test('where the browser records no WebM, as Safari, it is MP4', async () => {
  const { page } = await stage.open('/', allowed);
  const { record, finish, field } = recorder(page);
  await page.evaluate(() => {
    const supports = MediaRecorder.isTypeSupported;
    MediaRecorder.isTypeSupported = type => !type.includes('webm') && supports(type);
  });
  await record.click();
  await page.getByText('0:01').waitFor();
  await finish.click();
  await becomes(() => field.inputValue()).toMatch(
    /^This is what the local stand-in heard in \d+ bytes of audio\.$/,
  );
  const sound = soundOf(stage.gateway.requests[0]);
  expect(sound.subarray(4, 8).toString('latin1')).toBe('ftyp');
  expect((await listen(page, sound)).loudness).toBeGreaterThan(0.05);
});

test('what was typed stays, and what is spoken comes after it', async () => {
  const { page } = await stage.open('/v4', allowed);
  const { record, finish, field } = recorder(page);
  await field.fill('In metres: ');
  stage.gateway.reply(text(' how tall is it? '));
  await record.click();
  await finish.click();
  await becomes(() => field.inputValue()).toBe('In metres: how tall is it?');
  expect(await field.evaluate(element => element === document.activeElement)).toBe(true);
});

test('Cancel and Escape end a recording, and nothing is sent', async () => {
  const { page, complaints } = await stage.open('/', allowed);
  const { record, finish, cancel, field } = recorder(page);
  await record.click();
  await finish.waitFor();
  await cancel.click();
  await record.click();
  await becomes(() => finish.isEnabled()).toBe(true);
  await page.keyboard.press('Escape');
  await record.waitFor();
  expect(await field.inputValue()).toBe('');
  expect(stage.gateway.requests).toEqual([]);
  expect(complaints).toEqual([]);
});

test('Cancel ends a transcription, and its request to the gateway too', async () => {
  const { page } = await stage.open('/', allowed);
  const { record, finish, cancel, field } = recorder(page);
  stage.gateway.reply(pause(60_000), text('Too late.'));
  await record.click();
  await finish.click();
  await page.getByText('Writing it down…').waitFor();
  await screenshot(page, 'transcribing');
  await becomes(() => stage.gateway.requests.length).toBe(1);
  await cancel.click();
  await record.waitFor();
  await becomes(() => stage.gateway.requests[0]?.aborted).toBe(true);
  expect(await field.inputValue()).toBe('');
});

test('a recording ends by itself after two minutes', async () => {
  const { page } = await stage.open('/', allowed);
  const { record, finish, field } = recorder(page);
  await page.clock.install();
  stage.gateway.reply(text('A long story'));
  await record.click();
  await becomes(() => finish.isEnabled()).toBe(true);
  await page.clock.fastForward('01:59');
  expect(await finish.isVisible()).toBe(true);
  await page.clock.fastForward('00:02');
  await becomes(() => field.inputValue()).toBe('A long story');
});

test('what cannot be written down now is kept, and written down by Try again', async () => {
  const { page } = await stage.open('/', { ...allowed, viewport: { width: 360, height: 740 } });
  const { record, finish, field } = recorder(page);
  const { alert } = on(page);
  // The gateway tries twice by itself.
  stage.gateway.reply(failure(3040));
  stage.gateway.reply(failure(3040));
  await record.click();
  await finish.click();
  await alert.getByText('The model is busy.').waitFor();
  await screenshot(page, 'recording-failed');
  expect([...(await smallTargets(page)), ...(await faintTexts(page))]).toEqual([]);
  expect(await overflow(page)).toBe(0);

  stage.gateway.reply(text('Once more'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await becomes(() => field.inputValue()).toBe('Once more');
  const [first, last] = stage.gateway.requests;
  expect(soundOf(last).equals(soundOf(first))).toBe(true);
  expect(await alert.count()).toBe(0);
});

test('silence says so, and cannot be tried again', async () => {
  const { page } = await stage.open('/', allowed);
  const { record, finish } = recorder(page);
  const { alert } = on(page);
  stage.gateway.reply(text(''));
  await record.click();
  await finish.click();
  await alert.getByText('No words were heard. Speak closer to the microphone.').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('a microphone that is blocked says what to do, and the question can be typed', async () => {
  const { page } = await stage.open('/');
  const { record, field } = recorder(page);
  const { alert } = on(page);
  await record.click();
  expect(await said(alert)).toBe(
    'The microphone is blocked. Allow it for this page in the browser’s settings.',
  );
  await field.fill('Hello');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Answer' }).waitFor();
  expect(await alert.count()).toBe(0);
});

test('no microphone is another thing than one that is blocked', async () => {
  const { page } = await stage.open('/', allowed);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
  });
  await recorder(page).record.click();
  expect(await said(on(page).alert)).toBe('No microphone was found. Connect one, or type the question.');
});

for (const [what, bytes, status, title] of [
  ['an empty recording', 0, 400, 'Nothing was recorded'],
  ['one of 6 MB', 6 * 1024 * 1024, 413, 'That recording is too long'],
] as const) {
  test(`the server refuses ${what} before it asks a model`, async () => {
    const { page } = await stage.open('/');
    const answer = await page.request.post(new URL('/api/transcribe', page.url()).href, {
      data: Buffer.alloc(bytes),
    });
    expect(answer.status()).toBe(status);
    expect(await answer.json()).toMatchObject({ title });
    expect(stage.gateway.requests).toEqual([]);
  });
}
