import type { ConnectedSettings } from 'workers-ai-gateway';
import type { Major } from './majors.ts';
import { type Model, type Module, modelFrom, type Row } from './models.ts';

/** The model of a row in the package that is installed for a major. */
export async function modelOf(
  row: Row,
  { major, settings }: { major: Major; settings: ConnectedSettings },
): Promise<Model> {
  const module: Module = await import(/* @vite-ignore */ `./node_modules/${row.package}-${major}`);
  return modelFrom(module, { row, settings });
}
