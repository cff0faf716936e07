import { enveloped, jsonAnswer } from '../http/json-answer.ts';
import { taskIdOf } from '../kinds/kinds.ts';
import { knownModels } from '../model/known.ts';
import { createRandom, hash } from '../random.ts';
import type { ModelAnswer } from '../run/call.ts';
import { pageOf } from './page.ts';

const properties: Readonly<Record<string, string>> = { t: 'function_calling', r: 'reasoning', v: 'vision' };

/** `GET …/ai/models/search` */
export function searchModels(query: URLSearchParams): ModelAnswer {
  const author = query.get('author')?.toLowerCase();
  const task = query.get('task')?.toLowerCase();
  const search = query.get('search')?.toLowerCase();
  const found = Object.entries(knownModels)
    .filter(([name]) => task === undefined || name.toLowerCase() === task)
    .flatMap(([name, rows]) => rows.map(row => listed(name, row)))
    .filter(({ name }) => author === undefined || name.split('/')[1] === author)
    .filter(({ name }) => search === undefined || name.toLowerCase().includes(search));
  const { items, info } = pageOf(found, query, 50);
  return enveloped(items, { result_info: info });
}

type Row = NonNullable<(typeof knownModels)[string]>[number];

function listed(task: string, [name, context, abilities]: Row) {
  const window = context === undefined ? [] : [{ property_id: 'context_window', value: String(context) }];
  const known = [...(abilities ?? '')].map(letter => ({ property_id: properties[letter], value: 'true' }));
  return {
    id: idOf(name),
    source: 1,
    name,
    description: '',
    task: { id: taskIdOf(task) ?? idOf(task), name: task, description: '' },
    tags: [],
    properties: [...window, ...known],
  };
}

const idOf = (name: string): string => createRandom(hash(name)).uuid();

/** `GET …/compat/models` */
export const listCompatModels = (): ModelAnswer =>
  jsonAnswer({
    object: 'list',
    data: ['Text Generation', 'Text Embeddings'].flatMap(task =>
      (knownModels[task] ?? []).map(([name, , , priceIn = 0, priceOut = 0]) => ({
        id: `workers-ai/${name}`,
        object: 'model',
        created_at: 1763110152,
        cost_in: priceIn / 1e6,
        cost_out: priceOut / 1e6,
        owned_by: 'workers-ai',
      })),
    ),
  });
