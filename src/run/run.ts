import { type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { readJson, send } from '../request/answer.ts';
import { layRequest, type Shared } from '../request/call.ts';
import { unwrap } from '../request/envelope.ts';
import { boolean, type Check, type Checks, expectSettings, headerRecord } from '../values/check.ts';
import type { RunInputs, RunModelId, RunOutput } from './tasks.ts';

export interface RunOptions<Raw extends boolean = boolean> {
  /**
   * The gateway and its options, which win key by key over the provider's, or `false` to call Workers AI directly.
   * See docs/gateway-options.md.
   * @default the provider's
   */
  readonly gateway?: GatewaySetting | undefined;
  /** More headers, which win over the provider's. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Aborts the request, and the body of a `Response`. */
  readonly abortSignal?: AbortSignal | undefined;
  /** Called with the response before it is read, such as to pass it to `readMetadata`. */
  readonly onResponse?: ((response: Response) => void) | undefined;
  /**
   * Return the `Response` unread, a failed one too.
   * @default false
   */
  readonly returnRawResponse?: Raw | undefined;
}

/**
 * Runs any model of Workers AI or of Cloudflare's catalog, for tasks without an AI SDK model type.
 * See docs/run.md.
 */
export interface Run {
  /**
   * Returns the model's JSON without the envelope of Cloudflare's API, or a `Response` for streams and bytes.
   * @throws APICallError if the request fails.
   */
  <Model extends RunModelId, Stream extends boolean = false, Raw extends boolean = false>(
    model: Model,
    inputs: RunInputs<Model, Stream>,
    options?: RunOptions<Raw>,
  ): Promise<Raw extends true ? Response : RunOutput<Model, Stream>>;
  <Output = unknown, Model extends string = string, Raw extends boolean = false>(
    model: Model extends RunModelId ? never : Model,
    inputs: RunInputs<string>,
    options?: RunOptions<Raw>,
  ): Promise<Raw extends true ? Response : Output>;
}

export interface RunSettings extends Pick<Shared, 'transport' | 'resolveGateway' | 'via'> {
  /** @throws InvalidArgumentError for an id that no URL can hold. */
  readonly expectModel: (id: string) => string;
}

export const abortSignal: Check<AbortSignal> = {
  expected: 'an AbortSignal',
  accepts: (value): value is AbortSignal => typeof value === 'object' && value !== null && 'aborted' in value,
};

const callback: Check<(response: Response) => void> = {
  expected: 'a function',
  accepts: (value): value is (response: Response) => void => typeof value === 'function',
};

const checks: Checks<RunOptions> = {
  gateway: gatewaySetting,
  headers: headerRecord,
  abortSignal,
  onResponse: callback,
  returnRawResponse: boolean,
};

export function createRun(settings: RunSettings): Run {
  const { transport, expectModel } = settings;
  return async (model: string, inputs: RunInputs<string>, options: RunOptions = {}) => {
    expectSettings<RunOptions>('', options, checks);
    const { request } = layRequest(
      { model: expectModel(model), endpoint: 'run', inputs, abortSignal: options.abortSignal },
      { layers: [options], shared: settings },
    );
    if (options.returnRawResponse) return (await transport(request)).response;
    const exchange = await send(transport, request);
    options.onResponse?.(exchange.response);
    const isJson = /\bjson\b/i.test(exchange.response.headers.get('content-type') ?? '');
    return isJson ? unwrap((await readJson(exchange, options.abortSignal)).value) : exchange.response;
  };
}
