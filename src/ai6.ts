export * from './public.ts';
export { createWorkersAI, type WorkersAI, workersai } from './sdk/v3/provider.ts';
