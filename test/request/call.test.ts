import { expect, test } from 'vitest';
import type { Gateway } from '../../src/gateway/options.ts';
import { layRequest } from '../../src/request/call.ts';
import type { Inputs } from '../../src/transport/transport.ts';

const named: Gateway = { id: 'gw' };
const unnamed: Gateway = { id: 'default', isUnnamed: true };

interface Case {
  readonly what: string;
  readonly inputs: Inputs;
  readonly gateway: Gateway | false;
  readonly passes: Gateway | false;
  readonly isWarned: boolean;
}

test.each<Case>([
  { what: 'JSON, no gateway', inputs: {}, gateway: false, passes: false, isWarned: false },
  { what: 'JSON, a gateway', inputs: {}, gateway: named, passes: named, isWarned: false },
  { what: 'JSON, an unnamed one', inputs: {}, gateway: unnamed, passes: unnamed, isWarned: false },
  { what: 'a form, no gateway', inputs: new FormData(), gateway: false, passes: false, isWarned: false },
  { what: 'a form, a gateway', inputs: new FormData(), gateway: named, passes: named, isWarned: false },
  { what: 'a form, an unnamed one', inputs: new FormData(), gateway: unnamed, passes: false, isWarned: true },
])('a gateway that nobody named is left out where it cannot carry the inputs: $what', options => {
  const { inputs, gateway, passes, isWarned } = options;
  const { request, warnings } = layRequest(
    { model: '@cf/x/y', endpoint: 'run', inputs, abortSignal: undefined },
    { layers: [{ headers: { a: '1' } }], shared: { via: 'http', resolveGateway: () => gateway } },
  );
  expect(request).toMatchObject({ gateway: passes, headers: { a: '1' } });
  expect(warnings).toEqual(isWarned ? [{ type: 'other', message: expect.stringContaining('directly') }] : []);
});
