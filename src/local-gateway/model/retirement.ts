import type { Model } from '../../catalogue/model.ts';
import type { ResolvedOptions } from '../options.ts';

/** The day on which a model was retired, once it has come by the gateway's clock. */
export const retiredOn = ({ retired }: Model, { now }: Pick<ResolvedOptions, 'now'>): string | undefined =>
  retired !== undefined && now() >= Date.parse(retired) ? retired : undefined;
