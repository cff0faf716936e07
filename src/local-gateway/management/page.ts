/** One page of a list, and what the API says about it. */
interface Page<T> {
  items: T[];
  info: Record<'count' | 'page' | 'per_page' | 'total_count' | 'total_pages', number>;
}

export function pageOf<T>(all: readonly T[], query: URLSearchParams, usual: number): Page<T> {
  const perPage = Math.max(1, Number(query.get('per_page') ?? usual) || usual);
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const items = all.slice((page - 1) * perPage, page * perPage);
  const info = {
    count: items.length,
    page,
    per_page: perPage,
    total_count: all.length,
    total_pages: Math.ceil(all.length / perPage),
  };
  return { items, info };
}
