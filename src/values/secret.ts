import { invalidSetting, type Secret, text } from './check.ts';

/**
 * The text of a secret, asked for anew where it is a function.
 * @throws InvalidArgumentError when the function returns anything but a text; what it returned is not shown.
 */
export async function readSecret(name: string, secret: Secret | undefined): Promise<string | undefined> {
  if (secret === undefined || typeof secret === 'string') return secret;
  const value: unknown = await secret();
  if (text.accepts(value)) return value;
  throw invalidSetting(`${name}()`, `must be ${text.expected}`);
}
