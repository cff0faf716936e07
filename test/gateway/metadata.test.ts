import { expect, test } from 'vitest';
import { readGatewayMetadata } from '../../src/gateway/metadata.ts';

test.each([
  { header: 'cf-aig-cache-status', value: 'HIT', expected: { cacheStatus: 'HIT' } },
  { header: 'cf-aig-cache-status', value: 'BYPASS', expected: { cacheStatus: 'BYPASS' } },
  {
    header: 'cf-aig-log-id',
    value: '01JADMCQQQBWH3NXZ5GCRN98DP',
    expected: { logId: '01JADMCQQQBWH3NXZ5GCRN98DP' },
  },
  { header: 'cf-aig-event-id', value: 'event', expected: { eventId: 'event' } },
  { header: 'cf-aig-request-id', value: 'request', expected: { requestId: 'request' } },
  { header: 'cf-aig-step', value: '0', expected: { step: 0 } },
  { header: 'cf-aig-step', value: 'first', expected: {} },
  { header: 'cf-aig-step', value: '', expected: {} },
  { header: 'cf-aig-provider', value: 'workers-ai', expected: { provider: 'workers-ai' } },
  { header: 'cf-aig-model', value: '@cf/meta/llama', expected: { model: '@cf/meta/llama' } },
  {
    header: 'cf-aig-dlp',
    value: '{"findings":[],"action":"FLAG"}',
    expected: { dlp: { findings: [], action: 'FLAG' } },
  },
  { header: 'cf-aig-dlp', value: 'FLAG', expected: { dlp: 'FLAG' } },
  { header: 'cf-aig-run-id', value: 'run', expected: { runId: 'run' } },
  { header: 'cf-ai-req-id', value: 'inference', expected: { inferenceId: 'inference' } },
  { header: 'cf-ai-neurons', value: '10.47', expected: { neurons: 10.47 } },
  { header: 'cf-ray', value: '8f3-FRA', expected: { rayId: '8f3-FRA' } },
  { header: 'content-type', value: 'application/json', expected: {} },
])('$header: $value', ({ header, value, expected }) => {
  expect(readGatewayMetadata(new Headers({ [header]: value }))).toStrictEqual(expected);
});

test('reads all that is there, whatever the case of the names', () => {
  const headers = new Headers({ 'CF-AIG-Cache-Status': 'MISS', 'Cf-Aig-Log-Id': 'log', 'cf-aig-step': '1' });
  expect(readGatewayMetadata(headers)).toEqual({ cacheStatus: 'MISS', logId: 'log', step: 1 });
});
