import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { RetryError } from 'ai';

type Options = NonNullable<ParseArgsConfig['options']>;
type Given<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

export interface Command<T extends Options> {
  readonly help: string;
  readonly options: T;
  /** What Ctrl-C leaves behind, for people. */
  readonly stopped: string;
  /** Answers the exit code, where it is not 0. */
  readonly run: (given: Given<T>, signal: AbortSignal) => Promise<number | undefined>;
}

/** A mistake on the command line: exit code 2. */
class UsageError extends Error {}

export const usageError = (message: string): Error => new UsageError(`${message} Try --help.`);

/** The option of all commands that use an index. */
export const indexOption = { index: { type: 'string' } } as const;

const here = fileURLToPath(new URL('..', import.meta.url));

/** A path as the user gave it: npm itself moves into the package's folder. */
export const fromUser = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

export const indexFile = (given: string | undefined): string =>
  given === undefined ? resolve(here, 'rag.db') : fromUser(given);

/** The folder of this repository, which is indexed where no other is named. */
export const repository: string = resolve(here, '../..');

/** Runs a command of the shell: `--help`, errors, Ctrl-C and exit codes are the same for all. */
export async function runCommand<T extends Options>({
  help,
  options,
  stopped,
  run,
}: Command<T>): Promise<void> {
  const abort = new AbortController();
  // Once: the second Ctrl-C ends the process at once.
  process.once('SIGINT', () => abort.abort());
  process.stdout.on('error', () => process.exit(0));
  try {
    if (process.argv.slice(2).some(argument => argument === '--help' || argument === '-h')) {
      console.log(help);
      return;
    }
    process.exitCode = (await run(readArguments(options), abort.signal)) ?? 0;
  } catch (error) {
    console.error(abort.signal.aborted ? `\n${stopped}` : messageOf(error));
    process.exitCode = abort.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1;
  }
}

function readArguments<T extends Options>(options: T): Given<T> {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    // Of an unknown option Node also tells how to pass it as a positional, which helps nobody here.
    throw usageError(messageOf(error).replace(/ To specify a positional.*$/s, ''));
  }
}

function messageOf(error: unknown): string {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  return cause instanceof Error ? cause.message : String(cause);
}
