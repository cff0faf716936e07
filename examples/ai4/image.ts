// For AI SDK 4.
import { mkdir, writeFile } from 'node:fs/promises';
import { experimental_generateImage as generateImage } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
import { workersai } from './provider.ts';

const result = await generateImage({
  model: workersai.image('@cf/leonardo/phoenix-1.0', { negativePrompt: 'text' }),
  prompt: 'A red fox on a white field under a blue sky',
  size: '640x480',
  seed: 7,
});

const file = 'examples/output/fox.png';
await mkdir('examples/output', { recursive: true });
await writeFile(file, result.image.uint8Array);
console.log(`${file}: ${result.image.mimeType}`);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
