import { afterAll, describe, test } from 'vitest';
import { stories as every } from './stories/all.ts';
import type { Transport } from './transport.ts';
import { transports as all } from './transports.ts';
import { type Row, runStory, type Story, storiesFor } from './world.ts';

export interface Matrix<L, E> extends Omit<Row<L, E>, 'transport'> {
  /** @default all */
  readonly transports?: readonly Transport[];
  /** @default all */
  readonly stories?: readonly Story[];
}

/** Runs every story on every transport. */
export function conformance<L, E>({
  sdk,
  createWorkersAI,
  transports = all,
  stories = every,
}: Matrix<L, E>): void {
  for (const transport of transports) {
    describe.concurrent(`${sdk.name} on the ${transport.name}`, () => {
      for (const story of storiesFor(stories, { sdk, transport })) {
        test(story.name, () => runStory(story, { sdk, createWorkersAI, transport }));
      }
      afterAll(() => transport.stop?.());
    });
  }
}
