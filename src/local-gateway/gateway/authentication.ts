import type { Disputes } from '../disputes.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunCall } from '../run/call.ts';
import { type Failure, failureOf } from '../wire/failures.ts';

/** Takes the same time for every wrong guess of one length. */
function sameText(one: string, other: string): boolean {
  const [left, right] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++)
    difference |= (left[index] ?? 0) ^ (right[index % right.length] ?? 0);
  return difference === 0;
}

const bearer = (header: string | undefined): string | undefined =>
  /^Bearer\s+(\S.*)$/i.exec(header ?? '')?.[1]?.trim();

const malformed = Symbol('malformed');

/** The token of a client that adds a Bearer to the user's is refused, or taken without either. */
function tokenIn(
  header: string | undefined,
  { doubledBearer }: Disputes,
): string | typeof malformed | undefined {
  const given = bearer(header);
  const inner = bearer(given);
  return inner !== undefined && doubledBearer === 'refused' ? malformed : (inner ?? given);
}

/** Who asks, and which gateway of whom. */
export type Caller = Pick<RunCall, 'seen' | 'account' | 'gateway' | 'gatewayAuthorization' | 'isTrusted'>;

/** A call through the binding is authenticated already, and api.cloudflare.com asks for one token only. */
export function gatewayRefusal(call: Caller, { gatewayToken }: ResolvedOptions): Failure | undefined {
  if (gatewayToken === undefined || call.isTrusted || call.seen.path.startsWith('/client/v4/')) {
    return undefined;
  }
  return sameText(bearer(call.gatewayAuthorization) ?? '', gatewayToken) ? undefined : failureOf(2009);
}

export function providerRefusal(
  { surface, authorization }: Pick<RunCall, 'surface' | 'authorization'>,
  { token, disputes }: ResolvedOptions,
): Failure | undefined {
  if (surface === 'binding') return undefined;
  const given = tokenIn(authorization, disputes);
  if (given === malformed) return failureOf(6003);
  const accepted = given !== undefined && (token === undefined || sameText(given, token));
  return accepted ? undefined : failureOf(10000);
}

export function unknownGateway(call: Caller, { accounts, gateways }: ResolvedOptions): Failure | undefined {
  const known = (list: readonly string[] | undefined, id: string): boolean => list?.includes(id) ?? true;
  if (!known(accounts, call.account) && !call.isTrusted) {
    return call.seen.path.startsWith('/client/v4/') ? failureOf(7003) : failureOf(2001);
  }
  return call.gateway === undefined || known(gateways, call.gateway) ? undefined : failureOf(2001);
}
