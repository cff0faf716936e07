import { describe, expect, test } from 'vitest';
import type { SdkCall } from '../../../src/sdk/shared/call.ts';
import { json, llama } from '../../transport/stub-fetch.ts';
import { chatModel, hi, versions } from './models.ts';

const schema = { type: 'object', properties: { city: { type: 'string' } } };
const weather = { type: 'function', name: 'weather', description: 'Tells it.', inputSchema: schema };
const wireTool = {
  type: 'function',
  function: { name: 'weather', description: 'Tells it.', parameters: schema },
};

describe.each(versions)('a call of %s', version => {
  const send = async (call: Partial<SdkCall>) => {
    const { model, sent } = chatModel(version, [json({ response: 'ok' })]);
    const { warnings } = await model.doGenerate({ ...hi, ...call });
    return { inputs: sent[0]?.body, headers: sent[0]?.headers, warnings };
  };

  test('carries every setting under its name on the wire', async () => {
    const { inputs } = await send({
      maxOutputTokens: 9,
      temperature: 0,
      topP: 0.5,
      topK: 3,
      seed: 7,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
    });
    expect(inputs).toEqual({
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 9,
      temperature: 0,
      top_p: 0.5,
      top_k: 3,
      seed: 7,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
    });
  });

  const choices: readonly (readonly [NonNullable<SdkCall['toolChoice']>, unknown])[] = [
    [{ type: 'auto' }, 'auto'],
    [{ type: 'required' }, 'required'],
    [
      { type: 'tool', toolName: 'weather' },
      { type: 'function', function: { name: 'weather' } },
    ],
  ];
  test.each(choices)('carries tools and the choice %o', async (toolChoice, expected) => {
    const { inputs } = await send({ tools: [weather], toolChoice });
    expect(inputs).toMatchObject({ tools: [wireTool], tool_choice: expected });
  });

  test('without tools leaves the choice out, which AI SDK 7 names all the same', async () => {
    const { inputs, warnings } = await send({ toolChoice: { type: 'auto' } });
    expect(inputs).toEqual({ messages: [{ role: 'user', content: 'Hi' }] });
    expect(warnings).toEqual([]);
  });

  test.each([
    { responseFormat: undefined, expected: undefined },
    { responseFormat: { type: 'text' } as const, expected: undefined },
    { responseFormat: { type: 'json' } as const, expected: { type: 'json_object' } },
    {
      responseFormat: { type: 'json', schema, name: 'place', description: 'A place.' } as const,
      expected: { type: 'json_schema', json_schema: { title: 'place', description: 'A place.', ...schema } },
    },
  ])('asks for $responseFormat as $expected', async ({ responseFormat, expected }) => {
    const { inputs } = await send({ responseFormat });
    expect(inputs).toHaveProperty('messages');
    expect(Reflect.get(Object(inputs), 'response_format')).toEqual(expected);
  });

  const efforts: readonly (readonly [NonNullable<SdkCall['reasoning']>, unknown, number])[] = [
    ['provider-default', undefined, 0],
    ['none', null, 0],
    ['minimal', 'low', 1],
    ['low', 'low', 0],
    ['medium', 'medium', 0],
    ['high', 'high', 0],
    ['xhigh', 'high', 1],
    ['max', 'high', 1],
  ];
  test.each(efforts)('asks for reasoning %s as %s, with %i warnings', async (reasoning, effort, count) => {
    const { inputs, warnings } = await send({ reasoning });
    expect(inputs).toHaveProperty('messages');
    expect(Reflect.get(Object(inputs), 'reasoning_effort')).toBe(effort);
    const details = `${llama} does not support the effort '${reasoning}': '${effort}' was sent.`;
    const warning =
      version === 'v2'
        ? { type: 'other', message: `reasoning: ${details}` }
        : { type: 'compatibility', feature: 'reasoning', details };
    expect(warnings).toEqual(count ? [warning] : []);
  });

  test('lets the option reasoningEffort win over reasoning', async () => {
    const { inputs, warnings } = await send({
      reasoning: 'minimal',
      providerOptions: { workersai: { reasoningEffort: 'high' } },
    });
    expect(inputs).toMatchObject({ reasoning_effort: 'high' });
    expect(warnings).toEqual([]);
  });

  test('adds to the user agent of the SDK, and takes its options from providerOptions', async () => {
    const { headers } = await send({
      headers: { 'User-Agent': 'ai/6', 'x-team': undefined },
      providerOptions: { workersai: { gateway: { cacheTtl: 60 } } },
    });
    expect(headers).toMatchObject({
      'user-agent': expect.stringMatching(/^ai\/6 workers-ai-gateway\//),
      'cf-aig-cache-ttl': '60',
    });
    expect(headers).not.toHaveProperty('x-team');
  });
});

/** What the models of one version get from a newer SDK, beside what their own version knows. */
describe.each(versions)('a prompt of another version, given to a model of %s', version => {
  const messagesFor = async (prompt: SdkCall['prompt']) => {
    const { model, sent } = chatModel(version, [json({ response: 'ok' })]);
    await model.doGenerate({ prompt });
    return Reflect.get(Object(sent[0]?.body), 'messages');
  };
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const pngURL = 'data:image/png;base64,iVBORw0KGgo=';
  const image = { type: 'image_url', image_url: { url: pngURL } };

  test.each([
    { mediaType: 'image/png', data: png },
    { mediaType: 'image/*', data: png },
    { mediaType: 'image', data: new URL(pngURL) },
    { mediaType: 'image', data: { type: 'url', url: new URL(pngURL) } },
  ])('an image as $mediaType, $data', async part => {
    const content = [{ type: 'file', ...part }];
    expect(await messagesFor([{ role: 'user', content }])).toEqual([{ role: 'user', content: [image] }]);
  });

  const url = new URL('https://example.com/a.png');
  test.each([
    { mediaType: 'application/pdf', data: 'AAAA' },
    { mediaType: 'image/png', data: { type: 'reference', reference: { openai: 'file-1' } } },
    { mediaType: 'image/png', data: url },
    { mediaType: 'image/png', data: { type: 'url', url } },
  ])('a file that would be lost is refused: $mediaType, $data', async part => {
    const { model, sent } = chatModel(version, [json({ response: 'ok' })]);
    const call = { prompt: [{ role: 'user', content: [{ type: 'file', ...part }] }] };
    await expect(model.doGenerate(call)).rejects.toMatchObject({ name: 'AI_UnsupportedFunctionalityError' });
    expect(sent).toEqual([]);
  });

  const asked = {
    role: 'assistant',
    content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: 'look', input: {} }],
  };
  test.each([
    { type: 'media', data: 'iVBORw0KGgo=', mediaType: 'image/png' },
    { type: 'image-url', url: pngURL },
    { type: 'file', data: { type: 'data', data: png }, mediaType: 'image/png' },
  ])('the image %o of a tool output follows it', async part => {
    const output = { type: 'content', value: [part] };
    const result = { type: 'tool-result', toolCallId: 'call_1', toolName: 'look', output };
    expect(await messagesFor([asked, { role: 'tool', content: [result] }])).toEqual([
      expect.objectContaining({ role: 'assistant' }),
      { role: 'tool', tool_call_id: 'call_1', name: 'look', content: '(Images follow.)' },
      { role: 'user', content: [{ type: 'text', text: 'Images that the tool look returned:' }, image] },
    ]);
  });

  test('an approval alone sends nothing', async () => {
    const content = [{ type: 'tool-approval-response', approvalId: 'a', approved: true }];
    expect(await messagesFor([asked, { role: 'tool', content }])).toEqual([
      expect.objectContaining({ role: 'assistant' }),
    ]);
  });
});
