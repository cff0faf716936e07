import { parseArgs } from 'node:util';
import { type Outcome, runPhase } from './phase.ts';

/**
 * Sends the mixed calls of the four entries to the local gateway on a port, at a rate and for a time: once without
 * faults, once with one in a hundred. Writes what came of it, and fails where something was lost or grew.
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    faults: { type: 'string', default: '0.01' },
  },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);

function problemsOf({ failed, gateway, sent, growth }: Outcome): string[] {
  const problems: string[] = [];
  const [seen, injected] = [failed, gateway.faults].map(counts =>
    JSON.stringify(Object.entries(counts).sort()),
  );
  if (seen !== injected) problems.push(`injected ${injected}, and seen ${seen}`);
  if (gateway.requests !== sent) problems.push(`sent ${sent} requests, and answered ${gateway.requests}`);
  for (const [name, bytes] of Object.entries(growth)) {
    if (bytes > 16e6) problems.push(`the heap of the ${name} grew by ${bytes} bytes`);
  }
  return problems;
}

const quiet = await runPhase({ rate, seconds, faults: 0 });
const faulty = await runPhase({ rate, seconds: Math.max(1, seconds / 3), faults: Number(values.faults) });
const problems = [...problemsOf(quiet), ...problemsOf(faulty)];
process.stdout.write(`${JSON.stringify({ quiet, faulty, problems }, undefined, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
