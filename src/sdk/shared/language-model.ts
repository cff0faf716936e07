import type { Chat } from '../../chat/chat.ts';
import type {
  ChatAnswer,
  ChatEvent,
  ChatFinish,
  ChatUsage,
  ChatWarning,
  FinishReason,
} from '../../chat/types.ts';
import type { JSONValue } from '../../values/json.ts';
import { type BlockPart, createBlocks } from './blocks.ts';
import { fromSdkCall, type SdkCall } from './call.ts';
import { toProviderMetadata } from './metadata.ts';
import { type ResponseMetadata, toResponseMetadata } from './response-metadata.ts';

/** What AI SDK 5, 6 and 7 say in ways of their own. */
export interface Dialect<Call, Reason, Usage, Warning> {
  readonly finishReason: (reason: FinishReason) => Reason;
  readonly usage: (usage: ChatUsage) => Usage;
  readonly warning: (warning: ChatWarning) => Warning;
  /** Of tools that only their provider can run. */
  readonly toolWarnings: (options: Call) => Warning[];
}

interface Finish<Reason, Usage> {
  finishReason: Reason;
  usage: Usage;
  providerMetadata: { workersai: Record<string, JSONValue> };
}

type Content = { type: 'text' | 'reasoning'; text: string } | Extract<BlockPart, { type: 'tool-call' }>;

export interface SdkResult<Reason, Usage, Warning> extends Finish<Reason, Usage> {
  content: Content[];
  request: { body: unknown };
  response: ResponseMetadata & { headers: Record<string, string>; body: unknown };
  warnings: Warning[];
}

export type SdkPart<Reason, Usage, Warning> =
  | { type: 'stream-start'; warnings: Warning[] }
  | ({ type: 'response-metadata' } & ResponseMetadata)
  | BlockPart
  | { type: 'raw'; rawValue: unknown }
  | { type: 'error'; error: unknown }
  | ({ type: 'finish' } & Finish<Reason, Usage>);

/** Answers `doGenerate` of AI SDK 5, 6 and 7. */
export async function generate<Call extends SdkCall, Reason, Usage, Warning>(
  chat: Chat,
  { options, dialect }: { options: Call; dialect: Dialect<Call, Reason, Usage, Warning> },
): Promise<SdkResult<Reason, Usage, Warning>> {
  const answer = await chat.generate(fromSdkCall(options));
  const { events, finish, response } = answer;
  const metadata = events.find(event => event.type === 'metadata');
  return {
    content: events.flatMap(toContent),
    ...toFinish(finish, { answer, dialect }),
    request: { body: answer.request.inputs },
    response: { ...(metadata && toResponseMetadata(metadata)), headers: response.headers, body: answer.body },
    warnings: toWarnings(answer, { options, dialect }),
  };
}

/** Answers `doStream` of AI SDK 5, 6 and 7. */
export async function stream<Call extends SdkCall, Reason, Usage, Warning>(
  chat: Chat,
  { options, dialect }: { options: Call; dialect: Dialect<Call, Reason, Usage, Warning> },
): Promise<{
  stream: ReadableStream<SdkPart<Reason, Usage, Warning>>;
  request: { body: unknown };
  response: { headers: Record<string, string> };
}> {
  const answer = await chat.stream(fromSdkCall(options), answer => toParts(answer, { options, dialect }));
  return {
    stream: answer.stream,
    request: { body: answer.request.inputs },
    response: { headers: answer.response.headers },
  };
}

function toParts<Call extends SdkCall, Reason, Usage, Warning>(
  answer: ChatAnswer,
  { options, dialect }: { options: Call; dialect: Dialect<Call, Reason, Usage, Warning> },
): (event: ChatEvent) => SdkPart<Reason, Usage, Warning>[] {
  const blocks = createBlocks();
  let hasStarted = false;
  const toPart = (event: ChatEvent): SdkPart<Reason, Usage, Warning>[] => {
    switch (event.type) {
      case 'metadata':
        return [{ type: 'response-metadata', ...toResponseMetadata(event) }];
      case 'raw':
        return [{ type: 'raw', rawValue: event.value }];
      case 'error':
        return [event];
      case 'finish':
        return [...blocks.end(), { type: 'finish', ...toFinish(event, { answer, dialect }) }];
      default:
        return blocks.push(event);
    }
  };
  return event => {
    if (hasStarted) return toPart(event);
    hasStarted = true;
    return [{ type: 'stream-start', warnings: toWarnings(answer, { options, dialect }) }, ...toPart(event)];
  };
}

function toFinish<Reason, Usage>(
  finish: ChatFinish,
  {
    answer,
    dialect,
  }: { answer: ChatAnswer; dialect: Pick<Dialect<never, Reason, Usage, unknown>, 'finishReason' | 'usage'> },
): Finish<Reason, Usage> {
  return {
    finishReason: dialect.finishReason(finish.reason),
    usage: dialect.usage(finish.usage),
    providerMetadata: toProviderMetadata(finish, answer.response),
  };
}

function toWarnings<Call, Warning>(
  answer: ChatAnswer,
  { options, dialect }: { options: Call; dialect: Dialect<Call, unknown, unknown, Warning> },
): Warning[] {
  return [...dialect.toolWarnings(options), ...answer.warnings.map(dialect.warning)];
}

function toContent(event: ChatEvent): Content[] {
  if (event.type === 'text' || event.type === 'reasoning') return [{ type: event.type, text: event.text }];
  if (event.type !== 'tool-call') return [];
  return [{ type: 'tool-call', toolCallId: event.id, toolName: event.name, input: event.input }];
}
