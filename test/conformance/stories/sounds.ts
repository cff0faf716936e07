import assert from 'node:assert/strict';
import { readMetadata } from 'workers-ai-gateway';
import { failure, json, text } from 'workers-ai-gateway/testing';
import type { Provider, Sdk, SpeechCall, Spoken, TranscribeCall, Transcribed } from '../sdk.ts';
import type { Story } from '../world.ts';
import { aura, melotts, nova, turbo, whisper } from './models.ts';
import { eventually, gatewayHeaders, only, rejection } from './read.ts';

const said = 'Cloudflare runs code close to people.';

type Of<Call, L, E> = Partial<Call> & { workersai: Provider<L, E>; id?: string };

function speak<L, E>(
  sdk: Sdk<L, E>,
  { workersai, id = aura, ...call }: Of<SpeechCall, L, E>,
): Promise<Spoken> {
  assert.ok(sdk.speech && workersai.speechModel);
  return sdk.speech({ model: workersai.speechModel(id), text: said, ...call });
}

function transcribe<L, E>(
  sdk: Sdk<L, E>,
  { workersai, id = turbo, ...call }: Of<TranscribeCall, L, E>,
): Promise<Transcribed> {
  assert.ok(sdk.transcribe && workersai.transcriptionModel);
  const audio = new TextEncoder().encode('RIFF\0\0\0\0WAVEfmt ');
  return sdk.transcribe({ model: workersai.transcriptionModel(id), audio, ...call });
}

const anywhere: Story[] = [
  {
    name: 'speaks MP3',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const { audio, metadata, headers, warnings, result } = await speak(sdk, { workersai, voice: 'luna' });
      // AI SDK 4.3.6 names it by itself.
      assert.match(audio.mediaType ?? '', /^audio\/(?:mpeg|mp3)$/);
      assert.equal(headers['cf-aig-log-id'], local.requests[0]?.logId);
      assert.deepEqual(readMetadata(result), metadata);
      assert.deepEqual(warnings, []);
      assert.deepEqual(only(seen()).inputs, { text: said, speaker: 'luna' });
    },
  },
  {
    name: 'speaks WAV where it is asked to, and where the model answers it in JSON',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const asked = await speak(sdk, { workersai, outputFormat: 'wav' });
      const inJson = await speak(sdk, { workersai, id: melotts, speed: 2 });
      assert.deepEqual(
        [asked, inJson].map(({ audio }) => audio.mediaType),
        ['audio/wav', 'audio/wav'],
      );
      assert.match(only(inJson.warnings), /speed/);
    },
  },
  ...[whisper, turbo, nova].map(
    (id): Story => ({
      name: `writes down with ${id} what was spoken`,
      run: async ({ sdk, open }) => {
        const { workersai } = await open();
        const { audio } = await speak(sdk, { workersai, outputFormat: 'wav' });
        const {
          text: heard,
          segments,
          warnings,
          metadata,
          result,
        } = await transcribe(sdk, {
          workersai,
          id,
          audio: audio.bytes,
        });
        assert.equal(heard, said);
        assert.equal(segments[0]?.startSecond, 0);
        assert.deepEqual(warnings, []);
        assert.deepEqual(readMetadata(result), metadata);
      },
    }),
  ),
  {
    name: 'tells the language and the duration of what it writes down',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(text('Bonjour le monde'));
      const options = { language: 'fr', diarize: true };
      const { segments, language, durationInSeconds, warnings } = await transcribe(sdk, {
        workersai,
        options,
      });
      assert.deepEqual(segments, [{ text: 'Bonjour le monde', startSecond: 0, endSecond: 0.9 }]);
      assert.equal(language, 'fr');
      assert.equal(durationInSeconds, 0.9);
      assert.match(only(warnings), /diarize/);
    },
  },
  {
    name: 'tells why there is no sound and no transcript, and asks once',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      for (const ask of [speak, transcribe]) {
        for (const part of [failure(3036), json({ state: 'Completed' })]) {
          local.reply(part);
          const error = await rejection(ask(sdk, { workersai }));
          assert.equal(error.name, 'AI_APICallError');
          assert.equal(error.isRetryable, false);
        }
      }
      assert.equal(local.requests.length, 4);
    },
  },
];

const special: Story[] = [
  {
    name: 'gives speech and transcription models to a registry and a custom provider',
    needs: 'registered speech',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const custom = sdk.custom({ languageModels: {}, embeddingModels: {}, fallback: workersai });
      const registry = sdk.registry(workersai);
      for (const model of [registry.speechModel?.(`workersai:${aura}`), custom.speechModel?.(aura)])
        assert.equal((await speak(sdk, { workersai, model })).audio.mediaType, 'audio/mpeg');
      for (const model of [
        registry.transcriptionModel?.(`workersai:${turbo}`),
        custom.transcriptionModel?.(turbo),
      ])
        assert.match((await transcribe(sdk, { workersai, model })).text, /stand-in/);
    },
  },
  {
    name: 'speaks and writes down with options of provider, model and call',
    needs: ['speech', 'gateway'],
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: { metadata: { of: 'provider' } } } });
      const settings = { gateway: { eventId: 'model', cacheKey: 'model' } };
      const call = { workersai, options: { gateway: { cacheKey: 'call' } }, headers: { 'x-call': 'yes' } };
      await speak(sdk, { ...call, model: workersai.speechModel?.(aura, settings) });
      await transcribe(sdk, { ...call, model: workersai.transcriptionModel?.(turbo, settings) });
      assert.equal(seen().length, 2);
      for (const { headers } of seen()) {
        assert.equal(headers['x-call'], 'yes');
        assert.deepEqual(gatewayHeaders(headers), {
          'cf-aig-metadata': '{"of":"provider"}',
          'cf-aig-event-id': 'model',
          'cf-aig-cache-key': 'call',
        });
      }
    },
  },
  {
    name: 'ends speech and a transcription that are aborted, on the other side too',
    needs: ['speech', 'aborts'],
    run: async ({ sdk, open }) => {
      let ended = 0;
      const never = (_: unknown, { signal }: { signal: AbortSignal }): Promise<never> =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            ended += 1;
            reject(signal.reason);
          }),
        );
      const { local, workersai } = await open({ local: { speech: never, transcribe: never } });
      for (const ask of [speak, transcribe]) {
        const abort = new AbortController();
        const before = local.requests.length;
        const outcome = rejection(ask(sdk, { workersai, abortSignal: abort.signal }));
        await eventually('the request is under way', () => local.requests.length > before);
        abort.abort();
        assert.equal((await outcome).name, 'AbortError');
      }
      await eventually('the service ends both', () => ended === 2);
    },
  },
];

export const soundStories: readonly Story[] = [
  ...anywhere.map(story => ({ ...story, needs: 'speech' as const })),
  ...special,
];
