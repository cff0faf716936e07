import { afterAll, describe, test } from 'vitest';
import { stories } from './stories/all.ts';
import type { Transport } from './transport.ts';
import { transports as all } from './transports.ts';
import { type Row, runStory, storiesFor } from './world.ts';

export interface Matrix<L, E> extends Omit<Row<L, E>, 'transport'> {
  /** @default all */
  readonly transports?: readonly Transport[];
}

/** Runs every story on every transport. */
export function conformance<L, E>({ sdk, createWorkersAI, transports = all }: Matrix<L, E>): void {
  for (const transport of transports) {
    describe.concurrent(`${sdk.name} on the ${transport.name}`, () => {
      for (const story of storiesFor(stories, { sdk, transport })) {
        test(story.name, () => runStory(story, { sdk, createWorkersAI, transport }));
      }
      afterAll(() => transport.stop?.());
    });
  }
}
