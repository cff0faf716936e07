import type { Feature, Sdk } from './sdk.ts';
import { stories } from './stories/all.ts';
import { doorStories } from './stories/doors.ts';
import type { Transport } from './transport.ts';
import { ownPaths } from './transports/http.ts';
import { standInBindings } from './transports/stand-in.ts';
import { type Row, runStory, storiesFor } from './world.ts';

/** One row of the matrix with all that it tells, whatever its models. */
export interface Chapter {
  /** Such as `/ai5 under ai 6.0.0, workers-ai path, in process`. */
  readonly name: string;
  /** Told each time, where the others are told on demand. */
  readonly isQuick: boolean;
  readonly stories: readonly { readonly name: string; readonly run: () => Promise<void> }[];
}

export interface Entry<L, E> extends Omit<Row<L, E>, 'sdk' | 'transport'> {
  /** Such as `/ai5`. */
  readonly name: string;
  /** The newest release of the entry's own major: it is told on every transport here. */
  readonly latest: Sdk<L, E>;
  readonly others: readonly Sdk<L, E>[];
  /** What releases of a later major have, and this entry has not. */
  readonly lacks?: readonly Feature[];
}

/** The rows of one entry: what every transport does is told elsewhere, with one release of the SDK. */
export function createChapters<L, E>(entry: Entry<L, E>): Chapter[] {
  const { name, latest, others, createWorkersAI, lacks = [] } = entry;
  const toChapter = (sdk: Sdk<L, E>, transport: Transport, told = stories): Chapter => {
    const features = sdk.features.filter(feature => !lacks.includes(feature));
    const row = { sdk: { ...sdk, features }, createWorkersAI, transport };
    return {
      name: `${name} under ${sdk.name}, ${transport.name}`,
      isQuick: sdk === latest && transport !== ownPaths[1],
      stories: storiesFor(told, row).map(story => ({ name: story.name, run: () => runStory(story, row) })),
    };
  };
  return [
    ...ownPaths.map(transport => toChapter(latest, transport)),
    // Ids of other vendors take other ways there.
    ...standInBindings.map(transport => toChapter(latest, transport, doorStories)),
    ...others.flatMap(sdk => ownPaths.slice(0, 1).map(transport => toChapter(sdk, transport))),
  ];
}

/** The chapters that the environment asks for: all of them under `CONFORMANCE=all`. */
export const chosen = (chapters: readonly Chapter[]): Chapter[] =>
  chapters.filter(({ isQuick }) => isQuick || process.env.CONFORMANCE === 'all');
