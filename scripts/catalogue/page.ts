import type { Model, ModelPrice } from '../../src/catalogue/model.ts';

interface Catalogue {
  readonly asOf: string;
  readonly models: readonly Model[];
}

/** The page of all models that are offered, a table for each task. */
export function buildPage({ asOf, models }: Catalogue): string {
  const offered = models.filter(model => model.retired === undefined);
  const tasks = [...new Set(offered.map(({ task }) => task))].sort();
  const sections = tasks.map(task =>
    section(
      task,
      offered.filter(model => model.task === task),
    ),
  );
  return `<!-- Written by \`npm run catalogue\` from scripts/catalogue. Change the tables there. -->

# List of models

The models of Workers AI that were offered on ${asOf}, with what is known about each. An empty cell is not known. Prices
are in US dollars. In code, use [\`workers-ai-gateway/models\`](models.md), which has retired models too.

${sections.join('\n')}`;
}

function section(task: string, models: readonly Model[]): string {
  const isChat = task === 'Text Generation';
  const head = isChat
    ? 'model | context | tools | images | reasoning | JSON schema | price'
    : 'model | price';
  const rows = models.map(model => `| \`${model.id}\` | ${isChat ? chatCells(model) : priceOf(model)} |\n`);
  return `## ${task}\n\n| ${head} |\n|${' --- |'.repeat(head.split('|').length)}\n${rows.join('')}`;
}

const chatCells = (model: Model): string =>
  [
    model.contextWindow?.toLocaleString('en-US') ?? '',
    answer(model.tools),
    answer(model.vision),
    model.reasoning ? model.reasoning.efforts.join(', ') || 'yes' : '',
    model.structuredOutputs === false ? 'no' : (model.structuredOutputs ?? ''),
    priceOf(model),
  ].join(' | ');

const answer = (known: boolean | undefined): string => (known === undefined ? '' : known ? 'yes' : 'no');

const priceOf = ({ price = [], paidPlan }: Model): string =>
  [...price.map(oneOf), ...(paidPlan ? ['paid plan'] : [])].join('; ');

function oneOf({ unit, usdIn, usdOut, usdCachedIn }: ModelPrice): string {
  const parts = [
    usdIn === undefined ? '' : usdOut === undefined ? `${usdIn}` : `${usdIn} in`,
    usdCachedIn === undefined ? '' : `${usdCachedIn} cached`,
    usdOut === undefined ? '' : `${usdOut} out`,
  ];
  return `${parts.filter(part => part !== '').join(', ')} per ${unit}`;
}
