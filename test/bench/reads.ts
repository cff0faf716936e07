/**
 * Counts the chunks that `fetch` gives its bodies, at the place where it does: no client pays more for it than
 * another.
 */
let count = 0;
let tell: ((count: number) => void) | undefined;

const { prototype } = ReadableByteStreamController;
const { enqueue } = prototype;
prototype.enqueue = function (chunk) {
  count += 1;
  tell?.(count);
  return enqueue.call(this, chunk);
};

/** How many reads the bodies of all responses have given so far. */
export const readsSoFar = (): number => count;

/** Who is told of each read, from now on. */
export function onRead(listener: ((count: number) => void) | undefined): void {
  tell = listener;
}
