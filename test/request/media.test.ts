import { expect, test } from 'vitest';
import { readMedia } from '../../src/request/media.ts';
import type { Exchange } from '../../src/transport/transport.ts';
import { rejection } from '../transport/stub-fetch.ts';

/** A character is a byte. */
const toBytes = (binary: string) => Uint8Array.from(binary, byte => byte.charCodeAt(0));

const exchangeOf = (type: string | undefined, binary: string): Exchange => ({
  url: 'https://api.example.com/run',
  inputs: {},
  requestBody: '{}',
  response: new Response(toBytes(binary), type === undefined ? {} : { headers: { 'content-type': type } }),
});

const mark = '\xef\xbb\xbf';
const png = '\x89PNG\r\n\x1a\n';
const heic = '\0\x01heic';
const json = (image: string) => JSON.stringify({ image });

test.each<[what: string, type: string | undefined, binary: string, mediaType: string | undefined]>([
  ['of their type', 'image/png', png, 'image/png'],
  ['of another type', 'image/jpeg', png, 'image/png'],
  ['without a type', undefined, png, 'image/png'],
  ['called JSON', 'application/json', png, 'image/png'],
  ['called text', 'text/plain', png, 'image/png'],
  ['that are printable characters', 'application/octet-stream', 'GIF89a', 'image/gif'],
  ['of a format that only the type names', 'image/heic', heic, 'image/heic'],
  ['of a type in capitals', 'Image/HEIC', heic, 'Image/HEIC'],
  ['of a format that nothing names', 'application/octet-stream', heic, undefined],
  ['of the type of a sound', 'audio/pcm', heic, undefined],
  ['of a type that names text as well', 'image/heic; from="text/html"', heic, 'image/heic; from="text/html"'],
  ['with markup inside', 'image/heic', `${heic} <svg`, 'image/heic'],
  ['with JSON inside', 'image/heic', `${heic} {"a":1}`, 'image/heic'],
  ['that begin with neither, right before JSON', 'image/heic', '\0{"a":1}', 'image/heic'],
  ['that begin with neither, right before markup', 'image/heic', '\0<svg', 'image/heic'],
  ['that begin with a bracket and a quote near', 'image/heic', '{\0"', 'image/heic'],
])('bytes %s are a picture: %s %j', async (_what, type, binary, mediaType) => {
  const media = await readMedia(exchangeOf(type, binary), { kind: 'image', abortSignal: undefined });
  expect(media).toEqual({ bytes: toBytes(binary), mediaType });
});

test.each<[what: string, type: string | undefined, body: string]>([
  ['JSON', 'application/json', json(btoa(png))],
  ['JSON in capitals', 'Application/JSON; charset=utf-8', json(btoa(png))],
  ['JSON with a suffix', 'application/problem+json', json(btoa(png))],
  ['JSON without a type', undefined, json(btoa(png))],
  ['JSON of another type', 'image/png', json(btoa(png))],
  ['JSON with blanks', undefined, `\n { "image": "${btoa(png)}" }`],
  ['JSON with a byte order mark', 'text/plain', `${mark}${json(btoa(png))}`],
  ["the API's envelope", undefined, JSON.stringify({ result: { image: btoa(png) }, success: true })],
  ['a data: URL', undefined, json(`data:image/png;base64,${btoa(png)}`)],
])('base64 in %s is a picture', async (_what, type, body) => {
  const media = await readMedia(exchangeOf(type, body), { kind: 'image', abortSignal: undefined });
  expect(media).toEqual({ bytes: toBytes(png), mediaType: 'image/png' });
});

test('base64 of a format that is not known is media without a type', async () => {
  const exchange = exchangeOf('application/json', json(btoa(heic)));
  const media = await readMedia(exchange, { kind: 'image', abortSignal: undefined });
  expect(media).toEqual({ bytes: toBytes(heic), mediaType: undefined });
});

test.each<[what: string, type: string | undefined, body: string]>([
  ['text', 'application/octet-stream', 'no picture'],
  ['text by its type', 'text/plain', `caf\xc3\xa9 ${heic}`],
  ['text by its type in capitals', 'TEXT/Plain', heic],
  ['HTML', 'image/png', '<html>\xc3\xa9'],
  ['HTML with a byte order mark', 'image/png', `${mark}<!DOCTYPE html>`],
  ['SVG behind blanks', 'image/png', '\r\n <svg>\xc3\xa9'],
  ['markup in capitals', 'image/png', '<HTML>\xc3\xa9'],
  ['JSON without the field', 'application/json', '{"audio":"iVBORw=="}'],
  ['JSON whose field is empty', 'application/json', json('')],
  ['a data: URL that is empty', 'application/json', json('data:image/png;base64,')],
  ['a data: URL within a text', 'application/json', json(`see data:image/png;base64,${btoa('\x89PNG\r\n')}`)],
  ['a text that is no base64', 'application/json', json('no picture!')],
  ['base64 of a text', 'application/json', json(btoa('no picture'))],
  ['base64 of markup', 'application/json', json(btoa('<html>\xc3\xa9'))],
  ['base64 of JSON', 'application/json', json(btoa('{"error":"\xc3\xa9"}'))],
])('%s is no picture, and not worth a retry: %s %s', async (_what, type, body) => {
  const error = await rejection(readMedia(exchangeOf(type, body), { kind: 'image', abortSignal: undefined }));
  expect(error).toMatchObject({
    name: 'AI_APICallError',
    message: 'Workers AI answered without an image.',
    responseBody: new TextDecoder().decode(toBytes(body)),
    isRetryable: false,
  });
});

test.each<[what: string, body: string, error: object]>([
  ['an empty body', '', { message: 'Workers AI answered without an image.', isRetryable: true }],
  [
    'JSON that is cut',
    '{"image":"iVBO',
    { message: expect.stringContaining('did not answer with JSON'), isRetryable: true },
  ],
  ['JSON that is an error', '{"errors":[{"code":3040,"message":"Busy"}]}', { data: { code: 3040 } }],
])('%s fails as such, whatever its type', async (_what, body, error) => {
  const exchange = exchangeOf('image/png', body);
  expect(await rejection(readMedia(exchange, { kind: 'image', abortSignal: undefined }))).toMatchObject(
    error,
  );
});

test.each<[type: string, binary: string, mediaType: string | undefined]>([
  ['application/octet-stream', 'ID3\x04', 'audio/mpeg'],
  ['audio/L16; rate=8000', '\0\x01', 'audio/L16; rate=8000'],
  ['image/heic', '\0\x01', undefined],
])('bytes of the type %s are a sound: %j', async (type, binary, mediaType) => {
  const media = await readMedia(exchangeOf(type, binary), { kind: 'audio', abortSignal: undefined });
  expect(media).toEqual({ bytes: toBytes(binary), mediaType });
});

test('a sound is the field audio of JSON', async () => {
  const read = (body: string) =>
    readMedia(exchangeOf('application/json', body), { kind: 'audio', abortSignal: undefined });
  expect(await read(JSON.stringify({ audio: btoa('ID3\x04') }))).toMatchObject({ mediaType: 'audio/mpeg' });
  await expect(read(json(btoa(png)))).rejects.toThrow('answered without audio');
});
