// Generated from scripts/catalogue by `npm run catalogue`; do not edit.

export type TranscriptionModelId =
  | '@cf/deepgram/nova-3'
  | '@cf/nvidia/nemotron-speech-streaming-en-0.6b'
  | '@cf/openai/whisper'
  | '@cf/openai/whisper-large-v3-turbo'
  | '@cf/openai/whisper-tiny-en'
  ;
