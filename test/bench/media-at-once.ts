// Makes the calls of one kind of model at once, in a process of its own, and tells its parent the memory they took.
import { type MediaClient, mediaClients, mediaKinds } from './media.ts';
import { peakOf } from './memory.ts';

const [kind = '', client = '', size = '1', root = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());

const isClient = (name: string): name is MediaClient => mediaClients.some(client => client === name);

function callOf(size: number): () => Promise<void> {
  const call = isClient(client) ? mediaKinds[kind]?.calls(`${root}&size=${size}`, size)[client] : undefined;
  if (!call) throw new Error(`There is no ${client} for ${kind}.`);
  return call;
}

// What the first call loads is not the call's.
await callOf(Math.min(Number(size), 1024))();
const call = callOf(Number(size));
const count = mediaKinds[kind]?.count(Number(size)) ?? 1;
const peak = await peakOf(() => Promise.all(Array.from({ length: count }, call)));
process.send?.(peak / count);
process.disconnect?.();
