import type { AiModels } from 'workers-types';

/** The models of the five kinds whose inputs are JSON and have a type of their own: FLUX.2 takes a form, Clef has none. */
type Id =
  | '@cf/baai/bge-m3'
  | '@cf/baai/bge-reranker-base'
  | '@cf/black-forest-labs/flux-1-schnell'
  | '@cf/bytedance/stable-diffusion-xl-lightning'
  | '@cf/deepgram/aura-1'
  | '@cf/deepgram/aura-2-en'
  | '@cf/deepgram/aura-2-es'
  | '@cf/deepgram/nova-3'
  | '@cf/leonardo/lucid-origin'
  | '@cf/leonardo/phoenix-1.0'
  | '@cf/lykon/dreamshaper-8-lcm'
  | '@cf/myshell-ai/melotts'
  | '@cf/nvidia/nemotron-speech-streaming-en-0.6b'
  | '@cf/openai/whisper'
  | '@cf/openai/whisper-large-v3-turbo'
  | '@cf/openai/whisper-tiny-en'
  | '@cf/runwayml/stable-diffusion-v1-5-inpainting'
  | '@cf/stabilityai/stable-diffusion-xl-base-1.0';

/** What Cloudflare's types say that each of them takes. */
export type ModelInputs = { [Each in Id]: AiModels[Each]['inputs'] };
