import { readGatewaySetting } from '../gateway/setting.ts';
import { formOf } from '../transport/doors.ts';
import type { Leg } from '../transport/transport.ts';
import { invalidSetting, withoutUndefined } from '../values/check.ts';
import type { ChatFallback } from './options.ts';
import { type BuildOptions, type BuiltChat, buildChat } from './request.ts';
import type { ChatCall, ChatWarning } from './types.ts';

type Built = Omit<BuiltChat, 'legs' | 'headers'>;

/** A request of those that the gateway makes in turn, until one succeeds. */
export interface ChatLeg extends Built, Omit<Leg, 'inputs' | 'endpoint'> {}

export interface BuiltChats extends Omit<BuiltChat, 'legs'> {
  readonly legs?: readonly ChatLeg[] | undefined;
}

/** The request of a chat model, with those of its fallbacks where it has any. */
export function buildChats(call: ChatCall, build: BuildOptions): BuiltChats {
  const first: Omit<BuiltChat, 'legs'> = buildChat(call, build);
  const { model, options } = build;
  if (!options.fallbacks) return first;
  const legs = [model, ...options.fallbacks].map(given => buildLeg(given, { call, build }));
  const foreign = legs.find(leg => formOf(leg.model));
  if (foreign) throw invalidSetting('fallbacks', `cannot go with ${foreign.model}: use workersai.fallback()`);
  return { ...first, legs, warnings: legs.flatMap(leg => leg.warnings.map(warning => of(leg, warning))) };
}

function buildLeg(
  given: ChatFallback | string,
  { call, build }: { call: ChatCall; build: BuildOptions },
): ChatLeg {
  const own = typeof given === 'string' ? { model: given } : given;
  const options = { ...build.options, ...withoutUndefined(own) };
  const format = options.format ?? build.format;
  const built = buildChat(call, { ...build, model: own.model, options, format });
  return {
    ...built,
    model: own.model,
    gateway: readGatewaySetting(own.gateway) || {},
    headers: { ...built.headers, ...own.headers },
  };
}

/** Says which model a warning is about. */
const of = ({ model }: ChatLeg, warning: ChatWarning): ChatWarning =>
  warning.type === 'other'
    ? { ...warning, message: `${model}: ${warning.message}` }
    : { ...warning, details: `${model}: ${warning.details}` };
