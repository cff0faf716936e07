export { createWorkersAI, type WorkersAI, workersai } from './ai4.ts';
export * from './public.ts';
