import { describe, test } from 'vitest';
import { entries } from './entries.ts';
import { type Plan, type Service, services } from './services.ts';

const answer = ['data: {"response":"Once"}\n\n', 'data: [DONE]\n\n'];

async function open(
  entry: string,
  way: string,
  plan: Plan,
): Promise<{ service: Service; read: () => Promise<string[]> }> {
  const [serve, create] = [services[way], entries[entry]];
  if (!serve || !create) throw new Error('There is no such row.');
  const service = await serve(plan);
  const read = async () => {
    const types: string[] = [];
    for await (const part of await create(service.settings).stream()) types.push(part.type);
    return types;
  };
  return { service, read };
}

const rows = Object.keys(entries).flatMap(entry => Object.keys(services).map(way => ({ entry, way })));

describe.concurrent.each(rows)('behind [DONE], $entry over $way', ({ entry, way }) => {
  test('a body that stays open is let go after a while, and nobody waits for it', async ({ expect }) => {
    const { service, read } = await open(entry, way, { chunks: answer });
    expect((await read()).at(-1)).toBe('finish');
    expect(service.isLetGo()).toBe(false);
    await expect.poll(service.isLetGo).toBe(true);
    await service.close();
  });

  test('a body that ends is read to its end, and not cancelled', async ({ expect }) => {
    const { service, read } = await open(entry, way, { chunks: answer, ends: true });
    expect((await read()).at(-1)).toBe('finish');
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(service.isLetGo()).toBe(false);
    await service.close();
  });
});
