import { invalidSetting, isHeaderName, isHeaderValue } from '../values/check.ts';
import { VERSION } from './version.ts';

/** Header names in lower case, later ones winning; `undefined` overrides nothing. */
export function mergeHeaders(
  ...layers: readonly (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer ?? {})) {
      if (value !== undefined) merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}

/**
 * Adds this package to the user agent that the AI SDK began.
 * @throws InvalidArgumentError for a name or a value that HTTP cannot carry; the value is not shown.
 */
export function requestHeaders(
  ...layers: readonly (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  const merged = mergeHeaders(...layers);
  for (const [name, value] of Object.entries(merged)) {
    if (!isHeaderName(name))
      throw invalidSetting('headers', `has an invalid header name: ${JSON.stringify(name)}`);
    if (!isHeaderValue(value))
      throw invalidSetting(`headers['${name}']`, 'has a character that HTTP headers cannot contain');
  }
  const agent = `workers-ai-gateway/${VERSION}`;
  merged['user-agent'] = merged['user-agent'] ? `${merged['user-agent']} ${agent}` : agent;
  return merged;
}
