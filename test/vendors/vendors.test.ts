import { describe, expect, test } from 'vitest';
import { readMetadata } from 'workers-ai-gateway';
import { failure, type LocalGatewayOptions, pause, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { Call, Part, Sdk } from '../conformance/sdk.ts';
import { type Door, doors } from './doors.ts';
import { modelOf } from './load.ts';
import { type Major, majors } from './majors.ts';
import { type Model, moreRows, type Row, rows } from './models.ts';

interface Told {
  readonly sdk: Sdk<Model, unknown>;
  readonly major: Major;
  readonly door: Door;
  readonly row: Row;
}

const open = async ({ major, door, row }: Told, options?: LocalGatewayOptions) => {
  const { gateway, connect } = await door(options);
  return { gateway, connect, model: await modelOf(row, { major, settings: connect(row.vendor) }) };
};

async function partsOf(sdk: Sdk<Model, unknown>, call: Call<Model>): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of sdk.stream(call).parts) parts.push(part);
  return parts;
}

const textIn = (parts: readonly Part[]) =>
  parts.map(part => (part.type === 'text' ? part.text : '')).join('');

/** What reached the gateway, bodies and headers. */
const sentTo = (gateway: { readonly requests: readonly object[] }) => JSON.stringify(gateway.requests);

const tools = {
  weather: { description: 'Weather', input: z.object({ city: z.string() }), execute: () => 'sunny' },
};
const loop = { prompt: 'How is the weather?', tools, maxSteps: 2 };

function tellOfAnswers(told: Told): void {
  test('text, with what the gateway said of it', async () => {
    const { gateway, model } = await open(told);
    gateway.reply(text('Hel', 'lo'));
    const answer = await told.sdk.text({ model, prompt: 'Hi' });
    expect(answer).toMatchObject({ text: 'Hello', finishReason: 'stop' });
    expect(readMetadata(answer)).toMatchObject({ cacheStatus: 'MISS', logId: gateway.logs[0]?.id });
    expect(gateway.logs).toMatchObject([{ provider: told.row.vendor, status_code: 200 }]);
    expect(sentTo(gateway)).not.toContain('no-key');
  });

  test('a stream', async () => {
    const { gateway, model } = await open(told);
    gateway.reply(text('Hel', 'lo'));
    expect(textIn(await partsOf(told.sdk, { model, prompt: 'Hi' }))).toBe('Hello');
    expect(sentTo(gateway)).not.toContain('no-key');
  });
}

function tellAll(told: Told): void {
  const { sdk, row } = told;

  test('a tool, whole and streamed', async () => {
    const { gateway, model } = await open(told);
    const replies = () => {
      gateway.reply(toolCall('weather', { city: 'Paris' }));
      gateway.reply(text('It is sunny.'));
    };
    replies();
    const answer = await sdk.text({ model, ...loop });
    expect(answer.text).toBe('It is sunny.');
    expect(answer.steps[0]?.toolCalls).toMatchObject([{ name: 'weather', input: { city: 'Paris' } }]);
    replies();
    const parts = await partsOf(sdk, { model, ...loop });
    expect(textIn(parts)).toBe('It is sunny.');
    expect(parts).toContainEqual(expect.objectContaining({ type: 'tool-result', output: 'sunny' }));
  });

  test('the stand-in calls a tool and answers from its result', async () => {
    const { model } = await open(told);
    const answer = await sdk.text({ model, ...loop });
    expect(answer.steps[0]?.toolCalls).toMatchObject([{ name: 'weather' }]);
    expect(answer.text).toContain('sunny');
  });

  test('a 429 is tried again, and tells why where it is not', async () => {
    const { gateway, model } = await open(told);
    const busy = () =>
      gateway.reply(failure(429, { message: 'Slow down', headers: { 'retry-after-ms': '1' } }));
    busy();
    gateway.reply(text('Hello'));
    expect(await sdk.text({ model, prompt: 'Hi' })).toMatchObject({ text: 'Hello' });
    expect(gateway.requests).toHaveLength(2);
    busy();
    const error: unknown = await sdk
      .text({ model, prompt: 'Hi', maxRetries: 0 })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      statusCode: 429,
      isRetryable: true,
      message: expect.stringContaining('Slow down'),
    });
    expect(readMetadata(error)).toEqual(expect.objectContaining({ logId: gateway.logs[2]?.id }));
  });

  test("the gateway's own error has its text, its code and its log", async () => {
    const { model } = await open(told, { providerKeys: {}, credits: false });
    const error: unknown = await sdk.text({ model, prompt: 'Hi' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      statusCode: 402,
      isRetryable: false,
      message: expect.stringMatching(/^AI Gateway error 2021: Insufficient balance/),
    });
    expect(readMetadata(error)).toMatchObject({ code: 2021, logId: expect.any(String) });
  });

  test('an abort', async () => {
    const { gateway, model } = await open(told);
    const controller = new AbortController();
    gateway.reply(pause(30_000), text('Too late'));
    const outcome = sdk
      .text({ model, prompt: 'Hi', abortSignal: controller.signal })
      .catch((reason: unknown) => reason);
    while (gateway.requests.length === 0) await new Promise(resolve => setTimeout(resolve, 1));
    controller.abort();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
  });

  test('50 at once, each with options of its own', async () => {
    const { gateway, connect, model } = await open(told);
    const numbers = Array.from({ length: 25 }, (_, index) => String(index));
    const ids = await Promise.all(
      numbers.flatMap(number => [
        sdk.text({ model, prompt: number, headers: { 'cf-aig-event-id': `call-${number}` } }),
        modelOf(row, {
          major: told.major,
          settings: connect(row.vendor, { gateway: { eventId: `model-${number}` }, apiKey: `sk-${number}` }),
        }).then(own => sdk.text({ model: own, prompt: number })),
      ]),
    );
    expect(ids.map(({ headers }) => headers['cf-aig-event-id'])).toEqual(
      numbers.flatMap(number => [`call-${number}`, `model-${number}`]),
    );
    for (const number of numbers) expect(sentTo(gateway)).toContain(`sk-${number}`);
  });
}

for (const [major, sdk] of majors) {
  for (const [way, door] of Object.entries(doors)) {
    describe.concurrent.each(rows)(`ai ${major}, $name, ${way}`, row => {
      tellOfAnswers({ sdk, major, door, row });
      tellAll({ sdk, major, door, row });
    });
    describe.concurrent.each(moreRows)(`ai ${major}, $name, ${way}`, row => {
      tellOfAnswers({ sdk, major, door, row });
    });
  }
}
