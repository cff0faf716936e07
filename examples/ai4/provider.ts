// For AI SDK 4.
import { createWorkersAI, type WorkersAI } from 'workers-ai-gateway/ai4';
import { settings } from '../provider.ts';

export const workersai: WorkersAI = createWorkersAI(settings);
