import { type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { readJson, send } from '../request/answer.ts';
import { layRequest, type Shared } from '../request/call.ts';
import { unwrap } from '../request/envelope.ts';
import { boolean, type Check, type Checks, expectSettings, headerRecord } from '../values/check.ts';
import type { RunInputs, RunModelId, RunOutput } from './tasks.ts';

export interface RunOptions<Raw extends boolean = boolean> {
  /** Gateway options that win, key by key, over the provider's. */
  readonly gateway?: GatewaySetting | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
  /** Is given the response before it is read, for `readMetadata` to tell its log id and cache status. */
  readonly onResponse?: ((response: Response) => void) | undefined;
  /** Return the `Response` as it came, a failed one too. */
  readonly returnRawResponse?: Raw | undefined;
}

/** Runs any model of Workers AI or of Cloudflare's catalogue, for the tasks that the AI SDK has no kind of model for. */
export interface Run {
  /**
   * Returns the JSON that the model answered, without API v4's envelope; a `Response` for streams and bytes.
   * @throws APICallError for an answer that failed.
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
