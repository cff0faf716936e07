import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Started<Message> {
  /** The first that it sent to its parent. */
  readonly message: Message;
  readonly stop: () => void;
}

/** Starts a program of this folder, and waits until it has something to say. */
export function start<Message>(program: string, args: readonly string[]): Promise<Started<Message>> {
  const child = fork(fileURLToPath(new URL(`./${program}.js`, import.meta.url)), args);
  return new Promise((resolve, reject) => {
    child.once('message', (message: Message) => resolve({ message, stop: () => child.kill() }));
    child.once('exit', code => reject(new Error(`${program} ${args.join(' ')} ended with ${code}.`)));
  });
}

/** What a program that ends by itself says. */
export async function inProcess<Message>(program: string, args: readonly string[]): Promise<Message> {
  return (await start<Message>(program, args)).message;
}
