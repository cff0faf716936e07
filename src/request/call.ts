import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { ResolveGateway } from '../gateway/merge.ts';
import { type GatewayMetadata, readGatewayMetadata } from '../gateway/metadata.ts';
import { gatewayWarnings, withoutCache } from '../gateway/options.ts';
import { readGatewaySetting } from '../gateway/setting.ts';
import type { Format } from '../transport/format.ts';
import { passesGateway } from '../transport/gateway-limits.ts';
import { mergeHeaders } from '../transport/headers.ts';
import type { Endpoint, Exchange, Inputs, Leg, Transport, TransportRequest } from '../transport/transport.ts';
import { type Checks, readCallOptions, withoutUndefined } from '../values/check.ts';
import { notPassedOn } from './advice.ts';
import { send } from './answer.ts';
import type { ModelOptions } from './options.ts';
import { type CallWarning, misnamedOptions, type OtherWarning, other, unknownOption } from './warning.ts';

export { mergeHeaders };

/** What all models of a provider share. */
export interface Shared {
  readonly transport: Transport;
  readonly resolveGateway: ResolveGateway;
  /** The provider's request format. */
  readonly format: Format;
  readonly via: 'http' | 'binding';
}

/** What one model is made of. */
export interface ModelSettings<Options> extends Shared {
  /** The provider as the AI SDK names it, such as `workersai.chat`. */
  readonly provider: string;
  readonly model: string;
  readonly options: Options;
}

/** What a call of any model holds beside its content. */
export interface ModelCall {
  /** Options of this call, as the caller gave them. */
  readonly options?: unknown;
  /** Keys under which the caller gave options that nobody reads. */
  readonly misnamed?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

/** What a kind of model makes of a call. */
export interface BuiltCall<Warning extends CallWarning = CallWarning> {
  readonly endpoint: Endpoint;
  readonly inputs: Inputs;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly query?: TransportRequest['query'];
  /** Whether an answer of the gateway's cache would not do. */
  readonly isFresh?: boolean | undefined;
  /** A model of the catalogue to use where these inputs, which are a form, would have to pass a gateway. */
  readonly twin?: string | undefined;
  readonly warnings: readonly Warning[];
  /** The requests that the gateway makes in turn, this one first, where there are others. */
  readonly legs?: readonly Leg[] | undefined;
}

export interface SendOptions<Options, Built> {
  readonly settings: ModelSettings<Options>;
  /** What each option takes that one call may have. */
  readonly checks: Checks<Options>;
  /** Given the options of the model with those of the call over them. */
  readonly build: (options: Options) => Built;
}

/** The response of a call: its headers, and what the gateway put into them. */
export interface CallResponse {
  readonly headers: Record<string, string>;
  readonly metadata: GatewayMetadata;
}

export interface SentCall<Built extends BuiltCall> {
  readonly built: Built;
  readonly exchange: Exchange;
  readonly response: CallResponse;
  readonly warnings: readonly (Built['warnings'][number] | OtherWarning)[];
}

/**
 * The way of every call of a model: its options over the model's, its gateway and headers over theirs, the request,
 * and what comes with the answer, which is left unread.
 * @throws APICallError for an answer that failed by its status; InvalidArgumentError for wrong options of the call.
 */
export async function sendCall<Options extends ModelOptions, Built extends BuiltCall>(
  call: ModelCall,
  { settings, checks, build }: SendOptions<Options, Built>,
): Promise<SentCall<Built>> {
  const { known, unknown } = readCallOptions<Options>(call.options, checks);
  const built = build({ ...settings.options, ...withoutUndefined(known) });
  const { endpoint, inputs, query, legs } = built;
  const layers: readonly ModelOptions[] = [
    settings.options,
    known,
    { headers: call.headers },
    { headers: built.headers },
  ];
  const { request, warnings } = layRequest(
    { model: settings.model, endpoint, inputs, query, legs, abortSignal: call.abortSignal },
    { layers, shared: settings },
  );
  const exchange = await send(settings.transport, throughGateway(request, built));
  return {
    built,
    exchange,
    response: readResponse(exchange),
    warnings: [
      ...built.warnings,
      ...unknown.map(key => unknownOption(key, Object.keys(checks))),
      ...(call.misnamed ?? []).map(misnamedOptions),
      ...warnings,
    ],
  };
}

function throughGateway(request: TransportRequest, { twin, isFresh }: BuiltCall): TransportRequest {
  const { gateway, model } = request;
  if (!gateway) return request;
  if (twin !== undefined)
    throw new UnsupportedFunctionalityError({
      functionality: 'inputs that cannot pass a gateway',
      message: `${model} takes a form. ${notPassedOn} ${twin} takes JSON.`,
    });
  return isFresh ? { ...request, gateway: withoutCache(gateway) } : request;
}

interface Layered {
  readonly request: TransportRequest;
  /** What the gateway is known to do otherwise than its options say. */
  readonly warnings: readonly OtherWarning[];
}

/** A request whose gateway and headers are put together from layers of options, later ones winning. */
export function layRequest(
  request: Omit<TransportRequest, 'gateway' | 'headers'>,
  { layers, shared }: { layers: readonly ModelOptions[]; shared: Pick<Shared, 'resolveGateway' | 'via'> },
): Layered {
  const headers = mergeHeaders(...layers.map(layer => layer.headers));
  const gateway = shared.resolveGateway(...layers.map(layer => readGatewaySetting(layer.gateway)));
  // A gateway that nobody named is no reason to refuse a request.
  if (gateway !== false && gateway.isUnnamed && !passesGateway(request.inputs, shared.via))
    return { request: { ...request, gateway: false, headers }, warnings: [bypassed] };
  const warnings = gateway ? gatewayWarnings(gateway).map(other) : [];
  return { request: { ...request, gateway, headers }, warnings };
}

const bypassed = other('AI Gateway cannot carry such inputs, so the request went to Workers AI directly.');

function readResponse({ response }: Exchange): CallResponse {
  const headers = Object.fromEntries(response.headers);
  return { headers, metadata: readGatewayMetadata(headers) };
}
