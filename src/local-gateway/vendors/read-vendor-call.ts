import type { SeenRequest } from '../http/seen-request.ts';
import { type JsonObject, stringIn } from '../json.ts';
import type { RunCall } from '../run/call.ts';
import { historyProblem } from './history-problem.ts';
import type { VendorCall } from './vendor-wire.ts';
import { wireAt } from './wires.ts';

/** A request in the vendor's own words. */
export interface VendorRequest {
  readonly slug: string;
  /** What follows the slug, the query included. */
  readonly path: string;
  readonly headers: SeenRequest['headers'];
  readonly body: JsonObject;
}

type Target = Pick<RunCall, 'surface' | 'format' | 'provider' | 'model' | 'endpoint' | 'inputs' | 'vendor'>;

/** What a request asks of which vendor, whether it came by the vendor's path or in a universal request. */
export function readVendorCall({ slug, path, headers, body }: VendorRequest): Target {
  const [place = ''] = path.replace(/^\//, '').split('?', 1);
  const wire = wireAt(slug, place);
  const inPath = /\/models\/([^/:]+)/.exec(place)?.[1];
  const inputs = wire ? wire.toChat(body, place) : body;
  return {
    surface: 'vendor',
    format: /(^|\/)embeddings$/.test(place) ? 'embeddings' : wire?.isOpenai ? 'chat' : 'responses',
    provider: slug,
    model: inPath ?? stringIn(body.model) ?? '',
    endpoint: path.replace(/^\//, ''),
    inputs,
    vendor: {
      wire,
      door: 'path',
      key: keyIn(headers, path),
      alias: headers['cf-aig-byok-alias'],
      noWholesale: headers['cf-aig-no-wholesale'] === 'true',
      problem: wire && historyProblem({ wire, body, chat: inputs }),
    },
  };
}

const keyHeaders = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key', 'xi-api-key'];

function keyIn(headers: SeenRequest['headers'], path: string): VendorCall['key'] {
  const inHeader = keyHeaders.map(name => headers[name]).find(value => value !== undefined);
  return inHeader ?? /[?&]key=([^&]+)/.exec(path)?.[1];
}
