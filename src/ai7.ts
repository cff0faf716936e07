export * from './public.ts';
export { createWorkersAI, type WorkersAI, workersai } from './sdk/v4/provider.ts';
