type Urls = Readonly<Record<string, readonly RegExp[]>>;

/**
 * The URLs that all members read themselves: the same media type, the same pattern. The AI SDK downloads all others,
 * since it asks before it is known who answers.
 */
export async function commonUrls(
  models: readonly { readonly supportedUrls: Urls | PromiseLike<Urls> }[],
): Promise<Record<string, RegExp[]>> {
  const [first = {}, ...rest] = await Promise.all(models.map(({ supportedUrls }) => supportedUrls));
  const isCommon = (type: string, pattern: RegExp) =>
    rest.every(urls => urls[type]?.some(other => String(other) === String(pattern)));
  return Object.fromEntries(
    Object.entries(first).map(([type, patterns]) => [
      type,
      patterns.filter(pattern => isCommon(type, pattern)),
    ]),
  );
}
