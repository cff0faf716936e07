import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAIMetadata, workersai } from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { codes } from '../../src/request/codes.ts';
import { namesIn, tableRows } from './pages.ts';

/** The names that an error lists for one that is unknown. */
async function namesKnownTo(act: (unknown: object) => unknown): Promise<string[]> {
  const error = await new Promise(resolve => resolve(act({ noSuchName: true }))).catch(reason => reason);
  const [, names = ''] = /(?:Known settings:|It takes) (.*)\.$/.exec(String(error)) ?? [];
  return names.split(', ').sort();
}

const inputs = { text: 'Hi', target_lang: 'pt' };

test.each<[page: string, heading: string, act: (unknown: object) => unknown]>([
  ['settings', 'Settings', settings => createWorkersAI(settings)],
  ['gateway-options', 'Gateway options', gateway => createWorkersAI({ gateway })],
  ['model-options', 'Chat options', options => workersai('@cf/zai-org/glm-4.7-flash', options)],
  ['model-options', 'Embedding options', options => workersai.embedding('@cf/baai/bge-m3', options)],
  ['model-options', 'Image options', options => workersai.image('@cf/leonardo/phoenix-1.0', options)],
  ['model-options', 'Speech options', options => workersai.speech('@cf/deepgram/aura-1', options)],
  [
    'model-options',
    'Transcription options',
    options => workersai.transcription('@cf/deepgram/nova-3', options),
  ],
  ['model-options', 'Reranking options', options => workersai.reranking('@cf/baai/bge-m3', options)],
  ['model-options', 'Decision options', options => workersai.decision('@cf/cloudflare/clef', options)],
  ['run', 'Other tasks: `run\\(\\)`', options => workersai.run('@cf/meta/m2m100-1.2b', inputs, options)],
  ['models-of-other-vendors', 'Options', options => workersai.gateway.connect('openai', options)],
  ['logs-and-feedback', 'Logs and feedback', patch => workersai.gateway.patchLog('01J', patch)],
  ['local-gateway', 'Options', options => createLocalGateway(options)],
])('docs/%s.md lists every name under «%s»', async (page, heading, act) => {
  expect(namesIn(`docs/${page}.md`, heading).sort()).toEqual(await namesKnownTo(act));
});

const metadata: Readonly<Record<keyof WorkersAIMetadata, true>> = {
  cacheStatus: true,
  logId: true,
  eventId: true,
  requestId: true,
  step: true,
  provider: true,
  model: true,
  keySource: true,
  routedModel: true,
  routingReason: true,
  routingDecisionId: true,
  dlp: true,
  runId: true,
  inferenceId: true,
  rayId: true,
  neurons: true,
  cachedPromptTokens: true,
  reasoningTokens: true,
  rawScores: true,
  code: true,
  fallback: true,
  notes: true,
};

test('docs/metadata.md lists every key', () => {
  expect(namesIn('docs/metadata.md', 'Metadata').sort()).toEqual(Object.keys(metadata).sort());
});

describe('docs/codes.md', () => {
  const rows = tableRows('docs/codes.md', 'Error codes').filter(([first = '']) => /^\d/.test(first));

  test('lists every code', () => {
    const listed = rows.flatMap(([names = '']) => names.split(', ').map(Number));
    expect(listed.sort()).toEqual([...codes.keys()].sort());
  });

  test.each(rows)('gives %s its status %s, and whether it is retried', (names, status, _meaning, retried) => {
    for (const name of names?.split(', ') ?? []) {
      const code = codes.get(Number(name));
      const retries =
        code?.retry ?? (code?.status === 429 || code?.status === 408 || Number(code?.status) >= 500);
      expect([name, String(code?.status), retries ? 'yes' : 'no']).toEqual([name, status, retried]);
    }
  });
});
