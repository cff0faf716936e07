// A folder of its own, since its peer dependencies are of another major than the root's.
export { createWorkersAI } from 'workers-ai-provider';
