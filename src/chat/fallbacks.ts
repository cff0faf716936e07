import { readGatewaySetting } from '../gateway/setting.ts';
import { formOf } from '../transport/doors.ts';
import type { Leg } from '../transport/transport.ts';
import { invalidSetting, withoutUndefined } from '../values/check.ts';
import type { ChatFallback } from './options.ts';
import { type BuildOptions, type BuiltChat, buildChat } from './request.ts';
import type { ChatCall, ChatWarning } from './types.ts';

/** A request that the gateway makes where those before it fail. */
export interface ChatLeg extends Leg {
  readonly built: BuiltChat;
}

export interface BuiltChats extends Omit<BuiltChat, 'legs'> {
  readonly legs?: readonly ChatLeg[] | undefined;
}

/** The request of a chat model, with those of its fallbacks where it has any. */
export function buildChats(call: ChatCall, build: BuildOptions): BuiltChats {
  const first: Omit<BuiltChat, 'legs'> = buildChat(call, build);
  const { fallbacks } = build.options;
  if (!fallbacks) return first;
  const others = fallbacks.map(fallback => buildLeg(call, { build, fallback }));
  const { model } = build;
  const foreign = [model, ...others.map(leg => leg.model)].find(formOf);
  if (foreign !== undefined)
    throw invalidSetting('fallbacks', `cannot go with ${foreign}: use workersai.fallback()`);
  return {
    ...first,
    legs: [toLeg(first, { model }), ...others],
    warnings: [
      ...first.warnings,
      ...others.flatMap(leg => leg.built.warnings.map(warning => of(leg, warning))),
    ],
  };
}

function buildLeg(
  call: ChatCall,
  { build, fallback }: { build: BuildOptions; fallback: ChatFallback | string },
): ChatLeg {
  const own = typeof fallback === 'string' ? { model: fallback } : fallback;
  const options = { ...build.options, ...withoutUndefined(own) };
  const format = options.format ?? build.format;
  return toLeg(buildChat(call, { ...build, model: own.model, options, format }), own);
}

const toLeg = (built: BuiltChat, { model, gateway, headers }: ChatFallback): ChatLeg => ({
  model,
  endpoint: built.endpoint,
  inputs: built.inputs,
  gateway: readGatewaySetting(gateway) || {},
  headers: { ...built.headers, ...headers },
  built,
});

/** Says which model a warning is about. */
function of({ model }: ChatLeg, warning: ChatWarning): ChatWarning {
  return warning.type === 'other'
    ? { ...warning, message: `${model}: ${warning.message}` }
    : { ...warning, details: `${model}: ${warning.details}` };
}
