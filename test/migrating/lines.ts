import { expect } from 'vitest';
import { createWorkersAI, type WorkersAI } from 'workers-ai-gateway/ai7';
import { createLocalGateway, type LocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';

/** What each line of a table promises, by the text of its first cell. */
export type Lines = Readonly<Record<string, () => unknown>>;

export const glm = '@cf/zai-org/glm-4.7-flash';
export const prompt = 'What is Cloudflare?';

/** A provider on a local gateway of its own. */
export function open(options: LocalGatewayOptions = {}): { gateway: LocalGateway; workersai: WorkersAI } {
  const gateway = createLocalGateway(options);
  return { gateway, workersai: createWorkersAI(gateway.settings) };
}

/** Each name is refused as a setting of a provider and of a model, with the way out. */
export function expectRefused(
  names: readonly string[],
  wayOut: RegExp = /is unknown\b.* Known settings: /,
): void {
  const { workersai } = open();
  for (const name of names) {
    const wrong = { [name]: true };
    for (const create of [
      () => Reflect.apply(createWorkersAI, undefined, [wrong]),
      () => workersai(glm, wrong),
    ]) {
      expect(create).toThrow(`Setting ${name} is `);
      expect(create).toThrow(wayOut);
    }
  }
}

/** The entry has no export of these names. */
export async function expectNoExport(...names: readonly string[]): Promise<void> {
  const entry = await import('workers-ai-gateway/ai7');
  for (const name of names) expect(entry).not.toHaveProperty(name);
}
