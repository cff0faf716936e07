import { describe, expect, test } from 'vitest';
import { bundledWorker, openWorker } from './open.ts';
import { configOf } from './workerd.ts';

describe('without nodejs_compat', () => {
  test('the configuration asks for no flag', () => {
    expect(configOf(1)).toContain('compatibilityDate = ');
    expect(configOf(1)).not.toMatch(/compatibilityFlags|nodejs/);
  });

  test('there is no process, no Buffer and no module of Node', async () => {
    const { ask } = await openWorker();
    expect(await ask('environment', {})).toEqual({
      process: 'undefined',
      Buffer: 'undefined',
      agent: 'Cloudflare-Workers',
      nodeModule: 'rejected',
    });
  });

  test('the bundle imports nothing', async () => {
    expect((await bundledWorker()).match(/^import .*|\brequire\(["']node:.*/gm)).toBeNull();
  });

  test('a missing setting is an error that names it, where no environment can be read', async () => {
    const { gateway, ask } = await openWorker();
    await expect(ask('text', { prompt: 'Hi' }, { way: 'http', settings: {} })).rejects.toMatchObject({
      name: 'AI_LoadSettingError',
      message: expect.stringContaining('accountId is missing. Pass it or set CLOUDFLARE_ACCOUNT_ID.'),
    });
    await expect(
      ask('text', { prompt: 'Hi' }, { way: 'http', settings: { gateway: 'mine' } }),
    ).rejects.toMatchObject({ message: expect.stringContaining('accountId is missing') });
    expect(gateway.requests).toEqual([]);
  });
});
