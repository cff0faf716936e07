import { expect } from 'vitest';

const throughTheSdk = {
  text: '12 * 4 = 48',
  stream: '12 * 4 = 48',
  embedding: 768,
  cache: ['MISS', 'HIT'],
  error: 3036,
};

/** What any of the tools must make of the Worker's report. */
export const expectedReport = {
  direct: {
    text: '12 * 4 = 48',
    stream: expect.stringMatching(/^data: \{"response":"12"[\s\S]*data: \[DONE\]\n\n$/),
    cache: ['MISS', 'HIT'],
    log: { cached: true, feedback: 1 },
    error: expect.stringMatching(/^3036: /),
  },
  ai4: throughTheSdk,
  ai7: throughTheSdk,
};
