import { models } from '../../catalogue/catalogue.ts';
import type { Model } from '../../catalogue/model.ts';
import { enveloped, jsonAnswer } from '../http/json-answer.ts';
import { taskIdOf } from '../kinds/kinds.ts';
import { tokenPrice } from '../model/facts.ts';
import { retiredOn } from '../model/retirement.ts';
import type { ResolvedOptions } from '../options.ts';
import { createRandom, hash } from '../random.ts';
import type { ModelAnswer } from '../run/call.ts';
import { marketplaceModel } from './marketplace.ts';
import { pageOf } from './page.ts';

type Clock = Pick<ResolvedOptions, 'now'>;

/** `GET …/ai/models/search` */
export function searchModels(query: URLSearchParams, clock: Clock): ModelAnswer {
  const author = query.get('author')?.toLowerCase();
  const task = query.get('task')?.toLowerCase();
  const search = query.get('search')?.toLowerCase();
  const found = models
    .filter(
      model =>
        isOffered(model, clock) || (query.get('include_deprecated') === 'true' && isRecent(model, clock)),
    )
    .filter(model => task === undefined || model.task.toLowerCase() === task)
    .filter(({ id }) => author === undefined || id.split('/')[1] === author)
    .filter(({ id }) => search === undefined || id.toLowerCase().includes(search));
  const { items, info } = pageOf(found, query, 50);
  if (query.get('format') !== 'openrouter') return enveloped(items.map(listed), { result_info: info });
  // Clients read the list in `data`, while the API's reference has it in `result`.
  const entries = items.map(marketplaceModel);
  return enveloped(entries, { data: entries, result_info: info });
}

/** `GET …/ai/models/schema`: of every model that it takes an object, and answers one. */
export function modelSchema(id: string): ModelAnswer {
  const anyObject = (description: string) => ({ type: 'object', description, additionalProperties: true });
  return enveloped({ input: anyObject(`Input of ${id}`), output: anyObject(`Output of ${id}`) });
}

/** `GET …/ai/tasks/search` */
export function searchTasks(): ModelAnswer {
  const tasks = [...new Set(models.map(({ task }) => task))].map(listedTask);
  const count = tasks.length;
  return enveloped(tasks, { result_info: { count, page: 1, per_page: count, total_count: count } });
}

const isOffered = (model: Model, clock: Clock): boolean => retiredOn(model, clock) === undefined;

/** Retired models are listed for three months more, where asked for. */
function isRecent({ retired = '' }: Model, { now }: Clock): boolean {
  const end = new Date(retired);
  end.setUTCMonth(end.getUTCMonth() + 3);
  return now() < end.getTime();
}

function listed({ id, task, contextWindow, tools, reasoning, vision, asyncQueue, paidPlan, retired }: Model) {
  const properties: Readonly<Record<string, string | undefined>> = {
    context_window: contextWindow === undefined ? undefined : String(contextWindow),
    function_calling: tools ? 'true' : undefined,
    reasoning: reasoning ? 'true' : undefined,
    vision: vision ? 'true' : undefined,
    async_queue: asyncQueue ? 'true' : undefined,
    require_workers_paid: paidPlan ? 'true' : undefined,
    planned_deprecation_date: retired,
  };
  return {
    id: idOf(id),
    source: 1,
    name: id,
    description: '',
    task: listedTask(task),
    tags: [],
    properties: Object.entries(properties).flatMap(([property_id, value]) =>
      value === undefined ? [] : [{ property_id, value }],
    ),
  };
}

const listedTask = (name: string) => ({ id: taskIdOf(name) ?? idOf(name), name, description: '' });

const idOf = (name: string): string => createRandom(hash(name)).uuid();

/** `GET …/compat/models` */
export const listCompatModels = (clock: Clock): ModelAnswer =>
  jsonAnswer({
    object: 'list',
    data: models
      .filter(model => isOffered(model, clock) && /^Text (Generation|Embeddings)$/.test(model.task))
      .map(model => ({
        id: `workers-ai/${model.id}`,
        object: 'model',
        created_at: 1763110152,
        cost_in: (tokenPrice(model)?.in ?? 0) / 1e6,
        cost_out: (tokenPrice(model)?.out ?? 0) / 1e6,
        owned_by: 'workers-ai',
      })),
  });
