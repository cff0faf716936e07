import { type Binding, report } from './report.ts';

export default {
  fetch: async (_request: Request, env: { AI: Binding }): Promise<Response> =>
    Response.json(await report(env.AI)),
};
