import { enveloped, jsonAnswer } from '../http/json-answer.ts';
import { knownModels } from '../model/known.ts';
import { createRandom, hash } from '../random.ts';
import type { ModelAnswer } from '../run/call.ts';
import { pageOf } from './page.ts';

/** https://developers.cloudflare.com/workers-ai/models/ */
const taskIds: Readonly<Record<string, string>> = {
  'Text Generation': 'c329a1f9-323d-4e91-b2aa-582dd4188d34',
  'Text Embeddings': '0137cdcf-162a-4108-94f2-1ca59e8c65ee',
  'Text-to-Image': '3d6e1f35-341b-4915-a6c8-9a7142a9033a',
  'Text Classification': '19606750-23ed-4371-aab2-c20349b53a60',
  'Automatic Speech Recognition': 'dfce1c48-2a81-462e-a7fd-de97ce985207',
  'Text-to-Speech': 'b52660a1-9a95-4ab2-8b1d-f232be34604a',
};

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
    task: { id: taskIds[task] ?? idOf(task), name: task, description: '' },
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
