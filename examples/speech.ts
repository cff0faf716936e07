// For AI SDK 7. In your project, import from 'ai'.
import { mkdir, writeFile } from 'node:fs/promises';
import { generateSpeech, transcribe } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

const { audio } = await generateSpeech({
  model: workersai.speech('@cf/deepgram/aura-2-en'),
  text: 'Your parcel is at the door.',
  voice: 'luna',
  outputFormat: 'wav',
});

const file = 'examples/output/parcel.wav';
await mkdir('examples/output', { recursive: true });
await writeFile(file, audio.uint8Array);
console.log(`${file}: ${audio.mediaType}`);

// And back: transcribe the recording.
const result = await transcribe({
  model: workersai.transcription('@cf/openai/whisper-large-v3-turbo'),
  audio: audio.uint8Array,
});
console.log(`“${result.text}” in ${result.durationInSeconds} s`);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
