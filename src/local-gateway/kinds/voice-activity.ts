import type { Kind } from './kind.ts';

export const voiceActivity: Kind = {
  result: () => ({ json: { is_complete: true, probability: 0.93 } }),
};
