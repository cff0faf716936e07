import type { CallWarning } from '../../request/warning.ts';

interface OtherWarning {
  type: 'other';
  message: string;
}

type OldWarning<Setting extends string> =
  | { type: 'unsupported-setting'; setting: Setting; details: string }
  | OtherWarning;

/** A warning as AI SDK 4 and 5 have it: they know no setting that was honoured in a near way. */
export function toOldWarning<Setting extends string>(warning: CallWarning<Setting>): OldWarning<Setting> {
  switch (warning.type) {
    case 'setting':
      return { type: 'unsupported-setting', setting: warning.setting, details: warning.details };
    case 'compatibility':
      return { type: 'other', message: `${warning.feature}: ${warning.details}` };
    case 'other':
      return warning;
    default:
      return warning satisfies never;
  }
}

type NewWarning = { type: 'unsupported' | 'compatibility'; feature: string; details: string } | OtherWarning;

/** A warning as AI SDK 6 and 7 have it. */
export function toNewWarning(warning: CallWarning): NewWarning {
  if (warning.type !== 'setting') return warning;
  return { type: 'unsupported', feature: warning.setting, details: warning.details };
}
