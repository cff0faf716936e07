// Generated from scripts/catalogue by `npm run catalogue`; do not edit.

export type SpeechModelId =
  | '@cf/deepgram/aura-1'
  | '@cf/deepgram/aura-2-en'
  | '@cf/deepgram/aura-2-es'
  | '@cf/myshell-ai/melotts'
  ;
