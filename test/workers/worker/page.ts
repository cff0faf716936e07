/*
 * The Workers example of https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/ as it stands there, but
 * for its two types that Cloudflare declares as global.
 */
type Ai = { run(model: string, inputs: object, options: object): Promise<unknown> };

interface Env {
  AI: Ai;
}
// biome-ignore lint/style/noDefaultExport: a Worker is the default export of its module
export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const response = await env.AI.run(
      '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
      { prompt: 'Why should you use Cloudflare for your AI inference?' },
      { gateway: { id: '{gateway_id}', skipCache: false, cacheTtl: 3360 } },
    );
    return new Response(JSON.stringify(response));
  },
};
