import { expect, test } from 'vitest';
import { readGatewayMetadata } from '../../src/gateway/metadata.ts';

test.each([
  ['cf-aig-cache-status', 'HIT', { cacheStatus: 'HIT' }],
  ['cf-aig-cache-status', 'BYPASS', { cacheStatus: 'BYPASS' }],
  ['cf-aig-log-id', '01JADMCQQQBWH3NXZ5GCRN98DP', { logId: '01JADMCQQQBWH3NXZ5GCRN98DP' }],
  ['cf-aig-event-id', 'event', { eventId: 'event' }],
  ['cf-aig-request-id', 'request', { requestId: 'request' }],
  ['cf-aig-step', '0', { step: 0 }],
  ['cf-aig-step', 'first', {}],
  ['cf-aig-step', '', {}],
  ['cf-aig-provider', 'workers-ai', { provider: 'workers-ai' }],
  ['cf-aig-model', '@cf/meta/llama', { model: '@cf/meta/llama' }],
  ['cf-aig-routed-model', '@cf/meta/llama', { routedModel: '@cf/meta/llama' }],
  ['cf-aig-routing-reason', 'short prompt', { routingReason: 'short prompt' }],
  ['cf-aig-routing-decision-id', 'decision', { routingDecisionId: 'decision' }],
  ['cf-aig-dlp', '{"findings":[],"action":"FLAG"}', { dlp: { findings: [], action: 'FLAG' } }],
  ['cf-aig-dlp', 'FLAG', { dlp: 'FLAG' }],
  ['cf-aig-run-id', 'run', { runId: 'run' }],
  ['cf-ai-req-id', 'inference', { inferenceId: 'inference' }],
  ['cf-ai-neurons', '10.47', { neurons: 10.47 }],
  ['cf-ray', '8f3-FRA', { rayId: '8f3-FRA' }],
  ['content-type', 'application/json', {}],
])('the header %s: %s is read', (header, value, expected) => {
  expect(readGatewayMetadata({ [header]: value })).toStrictEqual(expected);
});

test('reads all fields that were sent', () => {
  const headers = { 'cf-aig-cache-status': 'MISS', 'cf-aig-log-id': 'log', 'cf-aig-step': '1' };
  expect(readGatewayMetadata(headers)).toEqual({ cacheStatus: 'MISS', logId: 'log', step: 1 });
});
