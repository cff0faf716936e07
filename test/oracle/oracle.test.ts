import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Difference, differences } from './differences.ts';
import { official, ours, type Version } from './models.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const versions: readonly Version[] = ['v1', 'v2', 'v3', 'v4'];
const formats = ['workers-ai', 'openai'] as const;

/** What the AI SDK's own provider makes of a scenario, changed where this package means to differ. */
async function expected(version: Version, scenario: Scenario, without?: Difference): Promise<Outcome> {
  const outcome = await outcomeOf(official[version], scenario);
  return differences
    .filter(difference => difference !== without && shows(difference, version, scenario.name))
    .reduce((changed, { toOurs }) => toOurs(changed, version), outcome);
}

const shows = ({ versions, scenarios }: Difference, version: Version, scenario: string): boolean =>
  versions.includes(version) && scenarios.includes(scenario);

describe.each(versions)('%s says the same as the AI SDK’s own provider of OpenAI’s shape', version => {
  const rows = formats.flatMap(format =>
    scenarios.map(scenario => ({ name: scenario.name, format, scenario })),
  );

  test.each(rows)('in the $format format: $name', async ({ format, scenario }) => {
    const outcome = await outcomeOf(fetch => ours[version](fetch, format), scenario);
    expect(outcome).toStrictEqual(await expected(version, scenario));
  });
});

describe.each(differences)('it is needed that $name', difference => {
  const rows = difference.versions.flatMap(version =>
    difference.scenarios.map(name => ({
      version,
      scenario: scenarios.find(known => known.name === name),
      name,
    })),
  );

  test.each(rows)('in $version: $name', async ({ version, scenario, name }) => {
    if (!scenario) throw new Error(`There is no scenario '${name}'.`);
    const outcome = await outcomeOf(fetch => ours[version](fetch, 'openai'), scenario);
    expect(isDeepStrictEqual(outcome, await expected(version, scenario, difference))).toBe(false);
    expect(difference.why).toMatch(/\.$/);
  });
});
