import { InvalidResponseDataError } from '@ai-sdk/provider';
import type { ChatEvent } from './types.ts';
import type { ToolCallDelta } from './wire/types.ts';

interface OpenCall {
  readonly index: number | undefined;
  givenId: string | undefined;
  name: string | undefined;
  /** Arguments so far, and how much of them was told. */
  input: string;
  told: number;
  /** Our id, once the call was announced. */
  id: string | undefined;
}

export interface ToolCalls {
  readonly push: (delta: ToolCallDelta) => ChatEvent[];
  /** Ends the calls that are open. Of a stream that was cut, only those with whole arguments. */
  readonly end: (options: { readonly isCut: boolean }) => ChatEvent[];
  /** How many calls were made. */
  readonly count: () => number;
}

/**
 * Puts tool calls together from their pieces: by index, by id, or in order where there is neither. A call is told
 * of once its name is known, and ends when the model says so or when another begins and its arguments are whole.
 */
export function createToolCalls(createId: (id: string | undefined) => string): ToolCalls {
  const open: OpenCall[] = [];
  let count = 0;

  const end = (call: OpenCall): ChatEvent[] => {
    open.splice(open.indexOf(call), 1);
    if (call.name === undefined || call.id === undefined) return [nameless(call)];
    count++;
    return [
      {
        type: 'tool-call',
        id: call.id,
        name: call.name,
        input: call.input.trim() === '' ? '{}' : call.input,
      },
    ];
  };

  const begin = ({ index }: ToolCallDelta): { call: OpenCall; events: ChatEvent[] } => {
    const events = open.filter(isWhole).flatMap(end);
    const call: OpenCall = { index, givenId: undefined, name: undefined, input: '', told: 0, id: undefined };
    open.push(call);
    return { call, events };
  };

  const push = (delta: ToolCallDelta): ChatEvent[] => {
    const known = findCall(open, delta);
    if (delta.isEnd) return known ? end(known) : [];
    if (!known && !delta.name && !delta.id && delta.input.trim() === '') return [];
    const { call, events } = known ? { call: known, events: [] } : begin(delta);
    call.givenId ??= delta.id;
    call.name ??= delta.name;
    call.input += delta.input;
    return [...events, ...tell(call, createId), ...(delta.isWhole ? end(call) : [])];
  };

  return {
    push,
    end: ({ isCut }) => [...open].filter(call => !isCut || isWhole(call)).flatMap(end),
    count: () => count,
  };
}

/** Announces a call whose name is known, and what is new of its arguments. */
function tell(call: OpenCall, createId: (id: string | undefined) => string): ChatEvent[] {
  if (call.name === undefined) return [];
  call.id ??= createId(call.givenId);
  const text = call.input.slice(call.told);
  call.told = call.input.length;
  return [{ type: 'tool-input', id: call.id, name: call.name, text }];
}

/** The open call that a piece belongs to; undefined where it begins another. */
function findCall(open: readonly OpenCall[], delta: ToolCallDelta): OpenCall | undefined {
  const call = open.findLast(({ index, givenId }) =>
    delta.index === undefined && delta.id !== undefined
      ? givenId === delta.id
      : delta.index === undefined || index === delta.index,
  );
  if (!call || !delta.name || !call.name) return call;
  const isOther = delta.id !== undefined && call.givenId !== undefined && delta.id !== call.givenId;
  return isOther || (delta.id === undefined && (delta.index === undefined || isWhole(call)))
    ? undefined
    : call;
}

function isWhole({ name, input }: OpenCall): boolean {
  if (name === undefined || !input.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(input);
    return true;
  } catch {
    return false;
  }
}

const nameless = ({ givenId, input }: OpenCall): ChatEvent => ({
  type: 'error',
  error: new InvalidResponseDataError({
    data: { id: givenId, arguments: input },
    message: 'The model made a tool call without a name.',
  }),
});
