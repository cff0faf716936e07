/** Other spellings of settings: those of `workers-ai-provider`, the AI SDK and OpenAI, and words people write for ours. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['apitoken', 'apiKey'],
  ['token', 'apiKey'],
  ['account', 'accountId'],
  ['gatewayid', 'gateway'],
  ['extraheaders', 'headers'],
  ['maxoutputtokens', 'maxTokens'],
  ['maxcompletiontokens', 'maxTokens'],
  ['safeprompt', 'extraInputs'],
]);

const plain = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

/** The known setting that a name means: in snake_case, in another case, or by another word. */
export function nearSetting(name: string, known: readonly string[]): string | undefined {
  const other = spellings.get(plain(name));
  return known.find(key => plain(key) === plain(name) || key === other);
}
