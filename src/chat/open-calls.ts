import { createJsonScan, type JsonScan } from '../values/json-scan.ts';
import type { ToolCallDelta } from './wire/types.ts';

/** A tool call whose arguments may go on. */
export interface OpenCall {
  readonly index: number | undefined;
  /** Number of the last event that held a piece of it. */
  event: number;
  givenId: string | undefined;
  name: string | undefined;
  /** Arguments so far. Only ever added to: reading a text that grows costs its length each time. */
  input: string;
  /** What of them was not announced yet. */
  untold: string;
  /** Arguments that came as an object, to which later events may add. */
  value: object | undefined;
  /** Our id, once the call was announced. */
  id: string | undefined;
  isEnded: boolean;
  /** What of the arguments was not looked at yet, and what was seen in the rest. */
  unseen: string;
  readonly scan: JsonScan;
  isClosed: boolean;
}

export interface OpenCalls {
  /** The open call that a piece belongs to; undefined where it begins another. */
  readonly find: (delta: ToolCallDelta, event: number) => OpenCall | undefined;
  readonly begin: (delta: ToolCallDelta, event: number) => OpenCall;
  readonly grow: (call: OpenCall, options: { readonly delta: ToolCallDelta; readonly event: number }) => void;
  /** The calls that became whole since they were last taken; objects of the same event may still grow. */
  readonly takeWhole: (event: number) => readonly OpenCall[];
  readonly all: () => readonly OpenCall[];
}

/** The open calls of one answer, found without a search: thousands may be open at once. */
export function createOpenCalls(): OpenCalls {
  const calls: OpenCall[] = [];
  const byIndex = new Map<number, OpenCall>();
  const byId = new Map<string, OpenCall>();
  const grown = new Set<OpenCall>();

  const last = (): OpenCall | undefined => {
    while (calls.at(-1)?.isEnded) calls.pop();
    return calls.at(-1);
  };
  const named = (id: string | undefined) => (id === undefined ? undefined : byId.get(id));
  const locate = ({ index, id, name }: ToolCallDelta) => {
    if (index !== undefined) return byIndex.get(index) ?? (name ? undefined : named(id));
    return id === undefined ? last() : named(id);
  };

  return {
    find: (delta, event) => {
      const call = locate(delta);
      return call && !call.isEnded && !isOther(call, { delta, event }) ? call : undefined;
    },
    begin: ({ index }, event) => {
      const call: OpenCall = { ...emptyCall, index, event, scan: createJsonScan() };
      calls.push(call);
      if (index !== undefined) byIndex.set(index, call);
      return call;
    },
    grow: (call, { delta, event }) => {
      grow(call, delta);
      call.event = event;
      grown.add(call);
      if (call.givenId !== undefined) byId.set(call.givenId, call);
    },
    takeWhole: event => {
      const calls = [...grown].filter(call => !call.isEnded);
      grown.clear();
      const growing = calls.filter(call => call.value !== undefined && call.event === event);
      for (const call of growing) grown.add(call);
      return calls.filter(call => isWhole(call) && !grown.has(call));
    },
    all: () => calls.filter(call => !call.isEnded),
  };
}

const emptyCall = {
  givenId: undefined,
  name: undefined,
  input: '',
  untold: '',
  value: undefined,
  id: undefined,
  isEnded: false,
  unseen: '',
  isClosed: false,
};

/** Whether a piece that was found by its index or id belongs to another call, since servers use both again. */
function isOther(call: OpenCall, { delta, event }: { delta: ToolCallDelta; event: number }): boolean {
  const { index, id, name, input, value } = delta;
  if (call.value !== undefined && value === undefined && input.trim() !== '') return true;
  if (!name || !call.name) return false;
  if (id === undefined ? index === undefined : call.givenId !== undefined && id !== call.givenId) return true;
  const isSame = name === call.name;
  // A name comes in pieces over several events: each entry of one event that has a name is a call.
  if (call.event === event) return !isSame || call.input === '' || isWhole(call);
  if (call.value !== undefined) return !isSame || !extendsValue(value, call.value);
  return isWhole(call) || (!isSame && call.input !== '');
}

function grow(call: OpenCall, { id, name, input, value }: ToolCallDelta): void {
  call.givenId ??= id;
  if (name && (call.name === undefined || call.input === '')) call.name = longerName(call.name ?? '', name);
  if (value !== undefined && call.input === '') {
    const isPart = call.value !== undefined && !extendsValue(value, call.value);
    call.value = isPart ? { ...call.value, ...value } : value;
    return;
  }
  const text = value === undefined ? input : JSON.stringify(value);
  call.input += text;
  call.untold += text;
  call.unseen += text;
}

/** A name is repeated, grows, or comes in pieces. */
const longerName = (known: string, next: string): string => (next.startsWith(known) ? next : known + next);

/** Whether a value holds all of an earlier one, as arguments do that are repeated while they grow. */
function extendsValue(next: unknown, earlier: unknown): boolean {
  if (typeof earlier !== 'object' || earlier === null)
    return earlier === null || String(next).startsWith(String(earlier));
  if (typeof next !== 'object' || next === null || Array.isArray(next) !== Array.isArray(earlier))
    return false;
  const entries = new Map<string, unknown>(Object.entries(next));
  return Object.entries(earlier).every(([key, value]) => extendsValue(entries.get(key), value));
}

/** Whether arguments are one whole object. */
export function isWhole(call: OpenCall): boolean {
  if (call.value !== undefined) return true;
  read(call);
  return call.isClosed && !call.scan.isOpen();
}

/** Whether arguments break off within an object, a list or a string. */
export function isBroken(call: OpenCall): boolean {
  read(call);
  return call.scan.isOpen();
}

function read(call: OpenCall): void {
  const text = call.unseen;
  call.unseen = '';
  for (let end = call.scan.push(text); end >= 0; end = call.scan.push(text, end)) call.isClosed = true;
}
