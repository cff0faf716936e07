// For any version of the AI SDK: import run() from the entry of yours.
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

// run() calls any model of Workers AI with the model's own inputs.
const labels = await workersai.run(
  '@cf/huggingface/distilbert-sst-2-int8',
  { text: 'Cloudflare docs are amazing!' },
  {
    onResponse: response => {
      const { cacheStatus, logId } = readMetadata(response);
      console.log(`cache ${cacheStatus}, log ${logId}`);
    },
  },
);
for (const { label, score } of labels) console.log(label, score.toFixed(3));
