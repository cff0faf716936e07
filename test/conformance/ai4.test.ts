import * as latest from 'ai';
import * as lowest from 'ai-4.2.0';
import * as speaking from 'ai-4.3.6';
import { createWorkersAI } from 'workers-ai-gateway';
import type { Ai4 } from './sdks/ai4/module.ts';
import { createSdk } from './sdks/ai4/sdk.ts';
import { conformance } from './suite.ts';
import { ownPaths } from './transports.ts';

// The same functions: their types differ in optional properties that no story uses.
const lowestAsLatest = lowest as unknown as Ai4;
const speakingAsLatest = speaking as unknown as Ai4;

conformance({ sdk: createSdk('ai@4.2.0', lowestAsLatest), createWorkersAI, transports: ownPaths });
// The first release with speech and transcription.
conformance({
  sdk: createSdk('ai@4.3.6', speakingAsLatest, ['speech']),
  createWorkersAI,
  transports: ownPaths,
});
conformance({ sdk: createSdk('ai@4.3.19', latest, ['speech']), createWorkersAI });
