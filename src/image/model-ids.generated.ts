// Generated from scripts/catalogue by `npm run catalogue`; do not edit.

export type ImageModelId =
  | '@cf/black-forest-labs/flux-1-schnell'
  | '@cf/black-forest-labs/flux-2-dev'
  | '@cf/black-forest-labs/flux-2-klein-4b'
  | '@cf/black-forest-labs/flux-2-klein-9b'
  | '@cf/bytedance/stable-diffusion-xl-lightning'
  | '@cf/leonardo/lucid-origin'
  | '@cf/leonardo/phoenix-1.0'
  | '@cf/lykon/dreamshaper-8-lcm'
  | '@cf/runwayml/stable-diffusion-v1-5-inpainting'
  | '@cf/stabilityai/stable-diffusion-xl-base-1.0'
  ;
