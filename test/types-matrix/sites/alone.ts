import * as ai4 from 'workers-ai-gateway';
import * as ai4Again from 'workers-ai-gateway/ai4';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';

const { settings } = createLocalGateway();
const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';

export const versions: ['v1', 'v1', 'v2', 'v3', 'v4'] = [
  ai4.createWorkersAI(settings)(llama).specificationVersion,
  ai4Again.createWorkersAI(settings)(llama).specificationVersion,
  ai5.createWorkersAI(settings)(llama).specificationVersion,
  ai6.createWorkersAI(settings)(llama).specificationVersion,
  ai7.createWorkersAI(settings)(llama).specificationVersion,
];

export const providers: ['v3', 'v4'] = [
  ai6.workersai.specificationVersion,
  ai7.workersai.specificationVersion,
];

// @ts-expect-error there is no such setting
ai4.createWorkersAI({ account: 'a' });
// @ts-expect-error an id is a string
ai5.workersai(1);
// @ts-expect-error a count is a number
ai6.workersai(llama, { maxTokens: '256' });
// @ts-expect-error cacheTtl is seconds
ai7.createWorkersAI({ gateway: { cacheTtl: '1h' } });
