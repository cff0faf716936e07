import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a program of this folder sends to its parent, as its first message. */
export function inProcess<Message>(program: string, args: readonly string[]): Promise<Message> {
  const child = fork(fileURLToPath(new URL(`./${program}.js`, import.meta.url)), args);
  return new Promise((resolve, reject) => {
    child.once('message', (message: Message) => resolve(message));
    child.once('exit', code => reject(new Error(`${program} ${args.join(' ')} ended with ${code}.`)));
  });
}
