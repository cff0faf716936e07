// For AI SDK 7. In your project, import from 'ai'. Reranking needs 6 or 7.
import { rerank } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

// What a search found. A reranker reads each hit together with the question.
const found = [
  'Passwords are stored as hashes.',
  'Our office is closed on public holidays.',
  'To reset a lost password, open the settings and choose Security.',
  'A lost phone can be removed from your account under Devices.',
];
const result = await rerank({
  model: workersai.reranking('@cf/baai/bge-reranker-base'),
  query: 'How do I reset my lost password?',
  documents: found,
  topN: 2,
});

for (const { score, document } of result.ranking) console.log(score.toFixed(3), document);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
