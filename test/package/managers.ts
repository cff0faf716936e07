import { execFile } from 'node:child_process';
import { dirname } from 'node:path';

/** Where programs stand. */
export interface Tools {
  /** The Node that runs the tests. */
  readonly node: string;
  /** Node 22, for what asks for it. */
  readonly laterNode: string;
  readonly pnpm: string;
  readonly yarn: string;
}

interface Installing {
  readonly tools: Tools;
  readonly node: string;
  /** A folder with a manifest. */
  readonly app: string;
  /** Whether an engine that does not fit must fail the installation. */
  readonly checksEngines: boolean;
}

export interface Said {
  readonly code: number | string;
  readonly stdout: string;
  /** Both outputs. */
  readonly text: string;
}

export interface Manager {
  /** Whether it cannot be told to let engines be. */
  readonly alwaysChecksEngines: boolean;
  readonly install: (options: Installing) => Promise<Said>;
}

/** The package managers, each set to fail on what it would else warn of. */
export const managers: { readonly [Name in 'npm' | 'pnpm' | 'yarn classic']: Manager } = {
  npm: {
    alwaysChecksEngines: false,
    install: ({ app, checksEngines }) => {
      const args = ['install', '--strict-peer-deps', '--no-audit', '--no-fund'];
      return say('npm', checksEngines ? [...args, '--engine-strict'] : args, { cwd: app });
    },
  },
  pnpm: {
    alwaysChecksEngines: false,
    install: ({ tools, node, app, checksEngines }) => {
      const strict = ['--config.strict-peer-dependencies=true', `--config.engine-strict=${checksEngines}`];
      return say(node, [tools.pnpm, 'install', '--ignore-scripts', ...strict], { cwd: app });
    },
  },
  'yarn classic': {
    alwaysChecksEngines: true,
    install: ({ tools, node, app }) =>
      say(node, [tools.yarn, 'install', '--ignore-scripts', '--non-interactive'], { cwd: app, node }),
  },
};

/** Runs a program to its end; `node` is the one that it finds for its own scripts. */
export function say(
  command: string,
  args: readonly string[],
  { cwd, node }: { cwd: string; node?: string },
): Promise<Said> {
  const env = node ? { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` } : process.env;
  return new Promise(resolve => {
    execFile(command, [...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? 'killed') : 0, stdout, text: stdout + stderr });
    });
  });
}
