declare module 'cloudflare:workers' {
  export const env: { readonly AI: import('../worker/report.ts').Binding };
  export const exports: { readonly default: { fetch(input: string | Request): Promise<Response> } };
}
