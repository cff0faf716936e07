import { afterEach, expect, test, vi } from 'vitest';
import { chat, cross, fromEnvironment, type Place, provider, refusal } from './places.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const urlPlaces: Readonly<Record<string, Place>> = {
  baseURL: (baseURL, fetch) => chat({ baseURL }, fetch),
  apiURL: (apiURL, fetch) => chat({ apiURL, gateway: false }, fetch),
  'apiURL, for a log': (apiURL, fetch) => provider({ apiURL }, fetch).gateway.getLog('log'),
  WORKERS_AI_GATEWAY_URL: fromEnvironment('WORKERS_AI_GATEWAY_URL', { without: 'none' }),
  WORKERS_AI_API_URL: (value, fetch) => {
    vi.stubEnv('WORKERS_AI_API_URL', value);
    return chat({ gateway: false }, fetch);
  },
};

const urls = [
  'https://user:SECRET@host.example/v1',
  'https://SECRET@host.example/v1',
  'https://SECRET:@host.example/v1',
  'https:user:SECRET@host.example/v1',
  'https:/user:SECRET@host.example/v1',
  'https:\\\\user:SECRET@host.example/v1',
  '//user:SECRET@host.example/v1',
  'user:SECRET@host.example/v1',
  'https://user:SEC/SECRET@host.example/v1',
  'https://user:SECRET@user:SECRET@host.example/v1',
  'https://host.example/v1?token=SECRET',
  'https://host.example/v1?',
  'https://host.example/v1#SECRET',
  'https://host.example/v1#',
  'https://host.example\\v1',
  'https://host.example/v 1',
  'https://host.\nexample/v1',
  'https:///host.example/v1',
  'https:host.example',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/plain,x',
  'blob:https://host.example/x',
  'ftp://host.example/v1',
  'host.example/v1',
  'https://',
];

test.each(cross(urlPlaces, urls))(
  '$value as $name is refused, and no secret shown',
  async ({ place, value }) => {
    const error = await refusal(place, value);
    expect(error.message).toMatch(
      /^Setting \w+ must be an http\(s\) URL without a user, password, query or fragment, not "/,
    );
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('SECRET');
  },
);
