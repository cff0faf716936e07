import { describe, test } from 'vitest';
import { type Chapter, chosen } from './matrix.ts';

/** Tells the chapters as tests. */
export function tell(chapters: readonly Chapter[]): void {
  for (const chapter of chosen(chapters)) {
    describe.concurrent(chapter.name, () => {
      for (const { name, run } of chapter.stories) test(name, run);
    });
  }
}
