import { expect, test } from 'vitest';
import {
  type Caller,
  gatewayRefusal,
  providerRefusal,
  unknownGateway,
} from '../../../src/local-gateway/gateway/authentication.ts';
import { seeRequest } from '../../../src/local-gateway/http/seen-request.ts';
import { resolveOptions } from '../../../src/local-gateway/options.ts';

const gatewayUrl = 'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/m';
const apiUrl = 'https://api.cloudflare.com/client/v4/accounts/a/ai/run/m';

type Given = Partial<Caller> & { url?: string };

const caller = ({ url = gatewayUrl, ...more }: Given = {}) => ({
  seen: seeRequest({ method: 'POST', url: new URL(url), headers: {}, bytes: new Uint8Array() }),
  account: 'a',
  gateway: 'g',
  gatewayAuthorization: undefined,
  isTrusted: false,
  ...more,
});

test.each<[string, string | undefined, Given, number | undefined]>([
  ['no token is asked for', undefined, {}, undefined],
  ['the right one', 'secret', { gatewayAuthorization: 'Bearer secret' }, undefined],
  ['in lower case and with spaces', 'secret', { gatewayAuthorization: 'bearer  secret  ' }, undefined],
  ['none', 'secret', {}, 2009],
  ['a wrong one', 'secret', { gatewayAuthorization: 'Bearer wrong!' }, 2009],
  ['one that differs at its start', 'secret', { gatewayAuthorization: 'Bearer Secret' }, 2009],
  ['one that goes on', 'secret', { gatewayAuthorization: 'Bearer secretsecret' }, 2009],
  ['one that is part of it', 'secretsecret', { gatewayAuthorization: 'Bearer secret' }, 2009],
  ['one that Latin-1 holds', 'secret', { gatewayAuthorization: 'Bearer secret\u00e4' }, 2009],
  ['without Bearer', 'secret', { gatewayAuthorization: 'secret' }, 2009],
  ['behind something else', 'secret', { gatewayAuthorization: 'Not Bearer secret' }, 2009],
  ['through the binding', 'secret', { isTrusted: true }, undefined],
  ['on the API', 'secret', { url: apiUrl }, undefined],
])('the token of a gateway: %s', (_name, gatewayToken, given, code) => {
  const options = resolveOptions(gatewayToken === undefined ? {} : { gatewayToken });
  expect(gatewayRefusal(caller(given), options)?.code).toBe(code);
});

test.each<[string, string | undefined, string | undefined, number | undefined]>([
  ['any token', undefined, 'Bearer x', undefined],
  ['no token', undefined, undefined, 10000],
  ['an empty one', undefined, 'Bearer ', 10000],
  ['the right one', 'secret', 'Bearer secret', undefined],
  ['a wrong one', 'secret', 'Bearer wrong!', 10000],
  ['two of Bearer', undefined, 'Bearer Bearer x', 6003],
  ['two of Bearer before the right one', 'secret', 'Bearer bearer secret', 6003],
])('the token of Workers AI: %s', (_name, token, authorization, code) => {
  const options = resolveOptions(token === undefined ? {} : { token });
  expect(providerRefusal({ surface: 'rest', authorization }, options)?.code).toBe(code);
  expect(providerRefusal({ surface: 'binding', authorization }, options)).toBeUndefined();
});

test('a doubled Bearer is taken where it is accepted', () => {
  const options = resolveOptions({ token: 'secret', disputes: { doubledBearer: 'accepted' } });
  const codeOf = (authorization: string) =>
    providerRefusal({ surface: 'rest', authorization }, options)?.code;
  expect(codeOf('Bearer Bearer secret')).toBeUndefined();
  expect(codeOf('Bearer Bearer wrong!')).toBe(10000);
});

test.each<[string, object, Given, number | undefined]>([
  ['any', {}, {}, undefined],
  ['a known account', { accounts: ['b', 'a'] }, {}, undefined],
  ['an unknown account', { accounts: ['b'] }, {}, 2001],
  ['an unknown account on the API', { accounts: ['b'] }, { url: apiUrl }, 7003],
  ['the binding has no account', { accounts: ['b'] }, { isTrusted: true }, undefined],
  ['a known gateway', { gateways: ['h', 'g'] }, {}, undefined],
  ['an unknown gateway', { gateways: ['h'] }, {}, 2001],
  ['an unknown gateway of the binding', { gateways: ['h'] }, { isTrusted: true }, 2001],
  ['no gateway', { gateways: ['h'] }, { gateway: undefined }, undefined],
])('which gateways there are: %s', (_name, options, given, code) => {
  expect(unknownGateway(caller(given), resolveOptions(options))?.code).toBe(code);
});
