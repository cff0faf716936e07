// For AI SDK 7. In your project, import from 'ai'.
import { cosineSimilarity, embed, embedMany } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

const model = workersai.embedding('@cf/baai/bge-base-en-v1.5');

const documents = [
  'Invoices are sent by mail on the first day of each month.',
  'To reset your password, open the settings and choose Security.',
  'Our office is closed on public holidays.',
  'A lost phone can be removed from your account under Devices.',
];
const { embeddings } = await embedMany({ model, values: documents });
const question = await embed({ model, value: 'How do I reset my password?' });

const hits = embeddings
  .map((embedding, index) => ({
    score: cosineSimilarity(question.embedding, embedding),
    text: documents[index],
  }))
  .sort((one, other) => other.score - one.score);
for (const { score, text } of hits) console.log(score.toFixed(2).padStart(5), text);

const { cacheStatus, logId } = readMetadata(question);
console.log(`cache ${cacheStatus}, log ${logId}`);
