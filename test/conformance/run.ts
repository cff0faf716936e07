import { type Chapter, chosen } from './matrix.ts';
import { chapters as ai4 } from './sdks/ai4/chapters.ts';
import { chapters as ai5 } from './sdks/ai5/chapters.ts';
import { chapters as ai6 } from './sdks/ai6/chapters.ts';
import { chapters as ai7 } from './sdks/ai7/chapters.ts';

type Story = Chapter['stories'][number];

const timeLimit = 300_000;
const atOnce = 8;

/** Tells the stories without a test framework, for versions of Node that none runs on. */
let passed = 0;
let failed = 0;
for (const chapter of chosen([...ai4, ...ai5, ...ai6, ...ai7])) {
  const waiting = [...chapter.stories];
  const tellNext = async (): Promise<void> => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      const problem = await problemOf(story);
      if (problem === undefined) passed += 1;
      else {
        failed += 1;
        print(`${chapter.name}: ${story.name}\n${problem}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, tellNext));
}
print(`Node ${process.version}: ${passed} passed, ${failed} failed`);
// Said aloud, since a story that hangs keeps the process alive.
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function problemOf({ run }: Story): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${timeLimit} ms.`)), timeLimit);
  });
  try {
    await Promise.race([run(), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
