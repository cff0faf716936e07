import { InvalidResponseDataError } from '@ai-sdk/provider';
import { flatMap } from '../stream/flat-map.ts';
import { createOpenCalls, isBroken, isWhole, type OpenCall } from './open-calls.ts';
import type { ChatEvent } from './types.ts';
import type { ToolCallDelta } from './wire/types.ts';

export interface ToolCalls {
  /** Reads the pieces that one event holds. */
  readonly push: (deltas: readonly ToolCallDelta[]) => readonly ChatEvent[];
  /** Ends the calls that are open. Of a stream that was cut, only those with whole arguments. */
  readonly end: (options: { readonly isCut: boolean }) => readonly ChatEvent[];
  /** How many calls were made. */
  readonly count: () => number;
  /** Whether the arguments of one of them break off. */
  readonly hasBroken: () => boolean;
}

/**
 * Puts tool calls together from their pieces: by index, by id, or in order where there is neither. A call is
 * announced with its first arguments, since its name may come in pieces too. It ends when the model closes it, or when
 * another begins and its arguments are whole.
 */
export function createToolCalls(createId: (id: string | undefined) => string): ToolCalls {
  const open = createOpenCalls();
  let event = 0;
  let count = 0;
  let hasBroken = false;

  const announce = (call: NamedCall): ChatEvent => {
    const { name, untold: text } = call;
    call.id ??= createId(call.givenId);
    call.untold = '';
    return { type: 'tool-input', id: call.id, name, text };
  };

  const end = (call: OpenCall): ChatEvent[] => {
    call.isEnded = true;
    hasBroken ||= isBroken(call);
    if (call.value !== undefined) call.untold = call.input = JSON.stringify(call.value);
    if (!isNamed(call)) return [nameless(call)];
    const events = call.untold || call.id === undefined ? [announce(call)] : [];
    count++;
    return [...events, toCall(call)];
  };

  const read = (delta: ToolCallDelta): ChatEvent[] => {
    const known = open.find(delta, event);
    if (delta.isEnd) return known ? end(known) : [];
    if (!known && saysNothing(delta)) return [];
    const events = known ? [] : open.takeWhole(event).flatMap(end);
    const call = known ?? open.begin(delta, event);
    open.grow(call, { delta, event });
    if (delta.isWhole) events.push(...end(call));
    else if (isNamed(call) && call.untold) events.push(announce(call));
    return events;
  };

  return {
    push: deltas => {
      event++;
      return flatMap(deltas, read);
    },
    end: ({ isCut }) => flatMap(open.all().filter(isCut ? isUsable : () => true), end),
    count: () => count,
    hasBroken: () => hasBroken,
  };
}

const saysNothing = ({ name, id, input, value }: ToolCallDelta): boolean =>
  !name && !id && !value && input.trim() === '';

type NamedCall = OpenCall & { readonly name: string };

const isNamed = (call: OpenCall): call is NamedCall => call.name !== undefined;

const isUsable = (call: OpenCall): boolean => isNamed(call) && isWhole(call);

const toCall = ({ id = '', name, input }: NamedCall): ChatEvent => ({
  type: 'tool-call',
  id,
  name,
  input: isNothing(input) ? '{}' : input,
});

/** A tool without arguments may be called with none, blanks or null. */
const isNothing = (input: string): boolean => input.length < 100 && /^\s*(?:null\s*)?$/.test(input);

const nameless = ({ givenId, input }: OpenCall): ChatEvent => ({
  type: 'error',
  error: new InvalidResponseDataError({
    data: { id: givenId, arguments: input },
    message: 'The model made a tool call without a name.',
  }),
});
