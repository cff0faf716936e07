import type { GatewayLog } from '../../../src/local-gateway/gateway/logs.ts';
import { type SeenRequest, seeRequest } from '../../../src/local-gateway/http/seen-request.ts';
import type { RunCall } from '../../../src/local-gateway/run/call.ts';

export const seen = (body = '{"prompt":"Hi"}', headers: Record<string, string> = {}): SeenRequest =>
  seeRequest({
    method: 'POST',
    url: new URL('https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/@cf/m/x'),
    headers: { ...headers },
    bytes: new TextEncoder().encode(body),
  });

/** A native run of `@cf/m/x` through the gateway `g` of the account `a`, or as told. */
export const run = (more: Partial<RunCall> = {}): RunCall => ({
  seen: seen(),
  account: 'a',
  gateway: 'g',
  surface: 'rest',
  format: 'native',
  model: '@cf/m/x',
  provider: 'workers-ai',
  endpoint: '@cf/m/x',
  inputs: { prompt: 'Hi' },
  bytes: undefined,
  authorization: 'Bearer t',
  gatewayAuthorization: undefined,
  controls: {},
  isTrusted: false,
  queued: false,
  step: 0,
  ...more,
});

export const log = (more: Partial<GatewayLog> = {}): GatewayLog => ({
  id: 'l',
  account: 'a',
  gateway: 'g',
  provider: 'workers-ai',
  model: '@cf/m/x',
  model_type: 'Text Generation',
  path: '@cf/m/x',
  duration: 10,
  request_type: 'json',
  request_content_type: 'application/json',
  status_code: 200,
  response_content_type: 'application/json',
  success: true,
  cached: false,
  tokens_in: 1,
  tokens_out: 2,
  metadata: null,
  event_id: 'e',
  step: 0,
  cost: 0,
  custom_cost: false,
  request_size: 1,
  request_head: 'question',
  request_head_complete: true,
  response_size: 1,
  response_head: 'answer',
  response_head_complete: true,
  created_at: '2026-01-01T00:00:00.000Z',
  feedback: null,
  score: null,
  user_agent: 'agent',
  ...more,
});
