import {
  type Check,
  expectSetting,
  expectSettings,
  invalidSetting,
  isRecord,
  text,
} from '../values/check.ts';
import { type GatewayOptions, gatewayChecks } from './options.ts';

/** A gateway's options; a string is short for `{ id }`; `false` calls Workers AI directly. */
export type GatewaySetting = GatewayOptions | string | false;

const gatewayForms = 'the id of a gateway, an object of its options, or false to call Workers AI directly';

/** @throws InvalidArgumentError that says where a gateway option belongs, when it stands among others. */
export function expectNoGatewayOption(options: object): void {
  for (const [key, value] of Object.entries(options)) {
    const isMisplaced = value !== undefined && key !== 'id' && Object.hasOwn(gatewayChecks, key);
    if (isMisplaced) throw invalidSetting(key, `is an option of the gateway: pass gateway: { ${key} }`);
  }
}

/**
 * The setting as options, or `false`, or undefined where none was given.
 * @throws InvalidArgumentError for an unknown option or a value that it does not take.
 */
export function readGatewaySetting(setting: unknown): GatewayOptions | false | undefined {
  if (setting === undefined || setting === false) return setting;
  if (typeof setting === 'string') return { id: expectSetting('gateway', setting, text) };
  if (!isRecord(setting)) throw invalidSetting('gateway', `must be ${gatewayForms}`);
  expectSettings<GatewayOptions>('gateway', setting, gatewayChecks);
  return setting;
}

/** What the setting `gateway` takes, wherever it stands. */
export const gatewaySetting: Check<GatewaySetting> = {
  expected: gatewayForms,
  accepts: (value): value is GatewaySetting => readGatewaySetting(value) !== undefined,
};
