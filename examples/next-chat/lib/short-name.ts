/** `@cf/qwen/qwen3-30b-a3b-fp8` → `qwen3-30b-a3b-fp8` */
export const shortName = (model: string): string => model.slice(model.lastIndexOf('/') + 1);
