import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { text } from 'workers-ai-gateway/testing';
import type { ToolOutput } from '../sdk.ts';
import type { Story } from '../world.ts';
import { scout } from './models.ts';
import { only } from './read.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const base64 = Buffer.from(png).toString('base64');
const chart = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
const introduced = [{ type: 'text', text: 'Images that the tool weather returned:' }, chart];

interface Case {
  readonly what: string;
  readonly output: ToolOutput;
  /** The content of the tool's message. */
  readonly told: string;
  /** Of a message behind it. */
  readonly shown?: readonly unknown[];
}

const cases: readonly Case[] = [
  { what: 'text', output: { type: 'text', value: 'Sunny.' }, told: 'Sunny.' },
  { what: 'JSON', output: { type: 'json', value: { celsius: 21 } }, told: '{"celsius":21}' },
  { what: 'an error', output: { type: 'error-text', value: 'No such city.' }, told: 'No such city.' },
  { what: 'an error as JSON', output: { type: 'error-json', value: { code: 404 } }, told: '{"code":404}' },
  { what: 'texts', output: { type: 'content', value: ['Sunny.', 'Hot.'] }, told: 'Sunny.\nHot.' },
  {
    what: 'an image as base64',
    output: { type: 'content', value: ['A chart:', { data: base64, mediaType: 'image/png' }] },
    told: 'A chart:\n(Images follow.)',
    shown: introduced,
  },
  {
    what: 'an image as bytes, and nothing else',
    output: { type: 'content', value: [{ data: png, mediaType: 'image/png' }] },
    told: '(Images follow.)',
    shown: introduced,
  },
];

const denials: readonly Case[] = [
  {
    what: 'that it was not allowed to run, and why',
    output: { type: 'execution-denied', reason: 'Not today.' },
    told: 'Not today.',
  },
  {
    what: 'that it was not allowed to run',
    output: { type: 'execution-denied' },
    told: 'The user did not allow the tool to run.',
  },
];

const tells = ({ what, output, told, shown }: Case): Story => ({
  name: `tells the model what a tool gave: ${what}`,
  run: async ({ sdk, open }) => {
    const { local, workersai, seen } = await open();
    local.reply(text('Take a hat.'));
    const call = { id: 'call_1', name: 'weather', input: { city: 'London' } };
    const answer = await sdk.text({
      model: workersai(scout),
      prompt: 'Do I need a hat?',
      past: [{ ...call, output }],
    });
    assert.equal(answer.text, 'Take a hat.');
    assert.deepEqual(answer.warnings, []);
    const made = { name: 'weather', arguments: '{"city":"London"}' };
    assert.deepEqual(only(seen()).inputs.messages, [
      { role: 'user', content: 'Do I need a hat?' },
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_1', type: 'function', function: made }] },
      { role: 'tool', tool_call_id: 'call_1', name: 'weather', content: told },
      ...(shown ? [{ role: 'user', content: shown }] : []),
    ]);
  },
});

export const toolResultStories: readonly Story[] = [
  ...cases.map(tells),
  ...denials.map((denial): Story => ({ ...tells(denial), needs: 'tool approval' })),
];
