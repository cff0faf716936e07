// For AI SDK 4.
import { mkdir, writeFile } from 'node:fs/promises';
import { experimental_generateSpeech as generateSpeech, experimental_transcribe as transcribe } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
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
console.log(`${file}: ${audio.mimeType}`);

// And back: transcribe the recording.
const result = await transcribe({
  model: workersai.transcription('@cf/openai/whisper-large-v3-turbo'),
  audio: audio.uint8Array,
});
console.log(`“${result.text}” in ${result.durationInSeconds} s`);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
