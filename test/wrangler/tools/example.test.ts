import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { here, startDev } from './project.ts';

const folder = join(here, '../../examples/worker');

const documents = [
  { id: 'passwords', title: 'Passwords', text: 'To reset your password, open Settings, then Security.' },
  { id: 'invoices', title: 'Invoices', text: 'Invoices are sent on the first day of each month.' },
  { id: 'teams', title: 'Teams', text: 'Invite a colleague with the button Add member.' },
  { id: 'dark-mode', title: 'Dark mode', text: 'The dark theme follows the system.' },
];

test('the example answers from its documents, with sources, in wrangler dev', async () => {
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  expect(scripts.dev).toBe('wrangler dev --env local');
  const { url, says } = await startDev(folder);
  const ask = (question: string) => fetch(`${url}answer?question=${encodeURIComponent(question)}`);
  const post = (body: unknown) => fetch(`${url}documents`, { method: 'POST', body: JSON.stringify(body) });

  const early = await ask('How do I reset my password?');
  expect([early.status, await early.json()]).toEqual([
    404,
    { error: 'There are no documents yet: POST them to /documents.' },
  ]);
  const wrong = await post([{ id: 'x', title: 'Without a text' }]);
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: [expect.objectContaining({ path: [0, 'text'], message: 'Required' })] },
  ]);
  expect(await (await post(documents)).json()).toEqual({ stored: 4 });
  expect(await (await post(documents.slice(0, 1))).json()).toEqual({ stored: 1 });

  const answer = await ask('How do I reset my password?');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    // Asked before, when there were no documents.
    'x-question-cache': 'HIT',
  });
  expect(await answer.text()).toMatch(
    /^You asked: “How do I reset my password\?” .+\n\n\[1\] Passwords \(passwords, 0\.\d\d\)\n\[2\] .*\n\[3\] .*\n$/,
  );
  const other = await ask('When are invoices sent?');
  expect(other.headers.get('x-question-cache')).toBe('MISS');
  expect(await other.text()).toMatch(/\n\n\[1\] Invoices \(invoices, /);
  await says(/AI 200 (@cf\/meta\/llama-3\.3-70b-instruct-fp8-fast) MISS/);

  const nothing = await fetch(`${url}answer`);
  expect([nothing.status, await nothing.json()]).toEqual([400, { error: 'Ask with /answer?question=…' }]);
  const astray = await fetch(`${url}nowhere`);
  expect([astray.status, await astray.json()]).toEqual([404, { error: 'Not found.' }]);
});
