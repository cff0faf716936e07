export * from './public.ts';
export { createWorkersAI, type WorkersAI, workersai } from './sdk/v2/provider.ts';
