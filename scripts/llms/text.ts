interface Row {
  readonly what: string;
  readonly title: string;
  readonly file: string;
}

const about = `# workers-ai-gateway

> The AI SDK provider for Cloudflare Workers AI through AI Gateway, for \`ai\` 7, 6, 5 and 4.

Text, streams, tools, structured output, embeddings, images, speech, transcription, reranking and decisions, over HTTP
from anywhere or over \`env.AI\` in a Worker. Every option of AI Gateway is typed, and every result carries the gateway's
cache status and log id. A local gateway answers in tests and development, without an account.

Install \`workers-ai-gateway\` next to \`ai\`, and import from the entry of its major version: \`workers-ai-gateway/ai7\`,
\`/ai6\`, \`/ai5\` or \`/ai4\`. The entry without a suffix is for \`ai\` 4. The pages show \`ai\` 7. Task pages end with what
differs in the others. Links to \`examples\` and \`test\` lead to files of the repository.

To run a snippet without an account, start \`npx workers-ai-gateway dev\`, save the variables that it prints as \`.env\`,
and run \`node --env-file=.env file.mjs\`.

- [Skill for coding agents](skills/workers-ai-gateway/SKILL.md): what to use when, ten common mistakes, and how to test
- [Index of the documentation](docs/README.md): the same list for people`;

/** The rows of a table whose one column links a page. */
function rowsUnder(heading: string, index: string): Row[] {
  const [, section = ''] = index.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return table.split('\n').flatMap(line => {
    const [, title, file] = /\[(.+)\]\((.+\.md)\)/.exec(line) ?? [];
    const what = line
      .split('|')
      .map(cell => cell.trim())
      .find(cell => cell !== '' && !cell.includes(']('));
    return title && file && what ? [{ what, title, file }] : [];
  });
}

/** The text of llms.txt, from the tables of the documentation's index. https://llmstxt.org */
export function toLlmsText(index: string): string {
  const sections = ['Tasks', 'Reference'].map(heading => {
    const lines = rowsUnder(heading, index).map(
      ({ what, title, file }) => `- [${title}](docs/${file}): ${what}`,
    );
    return `## ${heading}\n\n${lines.join('\n')}`;
  });
  return `${[about, ...sections].join('\n\n')}\n`;
}
