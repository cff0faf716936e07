export * from './public.ts';
export { createWorkersAI, type WorkersAI, workersai } from './sdk/v1/provider.ts';
