import type { AiBinding, WorkersAISettings } from 'workers-ai-gateway';
import { openAi4 } from './ai4.ts';
import { openAi7 } from './ai7.ts';
import { type Commands, commands } from './commands.ts';
import { type Report, report } from './report.ts';
import type { OpenSession, Session } from './session.ts';

export type { Commands } from './commands.ts';

export type SdkName = 'ai4' | 'ai7';

/**
 * The ways to the gateway: the binding as it is; as it would be if it read its answers itself and threw; and none,
 * for settings that say how HTTP goes.
 */
export type Way = 'binding' | 'throwing binding' | 'http';

export interface Message<Name extends keyof Commands = keyof Commands> {
  readonly sdk: SdkName;
  readonly way: Way;
  readonly settings: WorkersAISettings;
  readonly command: Name;
  readonly input: unknown;
}

export type Reply = { readonly value: unknown } | { readonly error: Report };

const sdks: Readonly<Record<SdkName, OpenSession>> = { ai4: openAi4, ai7: openAi7 };

function settingsFor({ way, settings }: Message, binding: AiBinding): WorkersAISettings {
  if (way === 'http') return settings;
  if (way === 'binding') return { binding, ...settings };
  return { binding: throwing(binding), ...settings };
}

const throwing = (binding: AiBinding): AiBinding => ({
  run: (model, inputs, options) => binding.run(model, inputs, { ...options, returnRawResponse: false }),
});

async function answer(message: Message, binding: AiBinding): Promise<Reply> {
  try {
    const session = sdks[message.sdk](settingsFor(message, binding));
    const command: (session: Session, input: never) => Promise<unknown> = commands[message.command];
    return { value: await command(session, message.input as never) };
  } catch (error) {
    return { error: report(error) };
  }
}

// biome-ignore lint/style/noDefaultExport: a Worker is the default export of its module
export default {
  fetch: async (request: Request, { AI }: { readonly AI: AiBinding }): Promise<Response> =>
    Response.json(await answer(await request.json(), AI)),
};
