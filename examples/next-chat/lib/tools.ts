import { tool } from 'ai';
import { z } from 'zod';
import { evaluate } from './calculate';
import { draw } from './draw';

/* What the tools do, for both versions of the AI SDK. Results are sentences: models and people read them alike. */

export const descriptions = {
  calculate: 'Calculates an arithmetic expression. Use it for every calculation.',
  current_time: 'Tells the date and the time of day in a city, or in a time zone such as Europe/Lisbon.',
};

export const inputs = {
  calculate: z.object({ expression: z.string().max(500).describe('Such as (2 + 3) * 4.5') }),
  current_time: z.object({ city: z.string().max(100).describe('Such as Tokyo, New York or Europe/Lisbon') }),
};

export function calculate({ expression }: z.infer<typeof inputs.calculate>): string {
  return `${expression} = ${evaluate(expression)}`;
}

export function currentTime({ city }: z.infer<typeof inputs.current_time>): string {
  const wanted = city.trim().replaceAll(' ', '_').toLowerCase();
  const zone = Intl.supportedValuesOf('timeZone').find(
    name => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`/${wanted}`),
  );
  if (!zone) throw new Error(`No time zone is named after '${city}'. Try the largest city nearby.`);
  const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  return `${time.format(new Date())} (${zone})`;
}

export const tools = {
  calculate: tool({
    description: descriptions.calculate,
    inputSchema: inputs.calculate,
    execute: calculate,
  }),
  current_time: tool({
    description: descriptions.current_time,
    inputSchema: inputs.current_time,
    execute: currentTime,
  }),
  draw,
};
