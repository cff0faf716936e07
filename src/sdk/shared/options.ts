import { isRecord } from '../../values/check.ts';

/** The options of a call that are meant for this provider; the key `workersai` wins over `workers-ai`. */
export function optionsOf(providerOptions: Readonly<Record<string, unknown>> | undefined): unknown {
  const named = providerOptions?.workersai;
  const hyphened = providerOptions?.['workers-ai'];
  return isRecord(named) && isRecord(hyphened) ? { ...hyphened, ...named } : (named ?? hyphened);
}
