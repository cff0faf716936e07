/** What a release is made of. */
export interface Release {
  /** package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** CHANGELOG.md. */
  readonly changelog: string;
  /** The names of the changesets that `npx changeset version` hasn't moved into it. */
  readonly pending: readonly string[];
}

/** The fields of package.json that name the project's addresses, with the form of each. */
const addresses: Readonly<Record<string, string>> = {
  repository: '{ "type": "git", "url": "git+https://….git" }',
  homepage: '"https://…"',
  bugs: '{ "url": "https://…" }',
};

/** The address of a field, which is a text or an object with one. */
function addressOf(field: unknown): unknown {
  return typeof field === 'object' && field !== null && 'url' in field ? field.url : field;
}

function addressProblems(manifest: Release['manifest']): string[] {
  return Object.entries(addresses).flatMap(([name, form]) => {
    const address = addressOf(manifest[name]);
    if (address === undefined) return [`package.json has no ${name}. Add "${name}": ${form}.`];
    const isAddress = typeof address === 'string' && /^(git\+)?https:\/\/[^/.]+\.[^/]+\/?/.test(address);
    return isAddress ? [] : [`${name} in package.json is no https address: ${JSON.stringify(address)}.`];
  });
}

function versionProblems({ manifest: { version }, changelog, pending }: Release): string[] {
  if (pending.length > 0)
    return [`${pending.length} changesets are pending: ${pending.join(', ')}. Run: npx changeset version`];
  return changelog.split('\n').includes(`## ${version}`)
    ? []
    : [`CHANGELOG.md has no section for the version ${version} in package.json. Add a changeset.`];
}

/** What is missing before the package can be published, a sentence each. */
export function releaseProblems(release: Release): string[] {
  return [...addressProblems(release.manifest), ...versionProblems(release)];
}
