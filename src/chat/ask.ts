import { readGatewayMetadata } from '../gateway/metadata.ts';
import { gatewayWarnings } from '../gateway/options.ts';
import { type ResolveGateway, readGatewaySetting } from '../gateway/setting.ts';
import { send } from '../request/answer.ts';
import { flatMap } from '../stream/flat-map.ts';
import type { Format } from '../transport/format.ts';
import { mergeHeaders } from '../transport/headers.ts';
import type { Exchange, Transport } from '../transport/transport.ts';
import { readCallOptions } from '../values/check.ts';
import { type ChatOptions, chatOptions, mergeChatOptions } from './options.ts';
import { has } from './quirks.ts';
import type { ChatReaderOptions } from './reader.ts';
import { type BuiltRequest, buildRequest } from './request.ts';
import { createToolCallIds } from './tool-call-ids.ts';
import { forcedTools } from './tools.ts';
import type { ChatAnswer, ChatCall, ChatMessage, ChatWarning } from './types.ts';

export interface ChatSettings {
  readonly model: string;
  readonly transport: Transport;
  readonly resolveGateway: ResolveGateway;
  /** The provider's. */
  readonly format: Format;
  readonly options: ChatOptions;
}

/** An answer that has begun: what stands beside it, and what its reader needs. */
export interface Asked {
  readonly answer: ChatAnswer;
  readonly reader: ChatReaderOptions;
}

/**
 * Sends a call.
 * @throws APICallError for an answer that failed by its status; InvalidArgumentError for wrong options of the call.
 */
export async function ask(
  call: ChatCall,
  { settings, stream }: { settings: ChatSettings; stream: boolean },
): Promise<Asked> {
  const { model, transport } = settings;
  const { known, unknown } = readCallOptions<ChatOptions>(call.options, chatOptions);
  const options = mergeChatOptions(settings.options, known);
  const gateway = settings.resolveGateway(
    readGatewaySetting(settings.options.gateway),
    readGatewaySetting(known.gateway),
  );
  const format = options.format ?? settings.format;
  const { inputs, warnings } = buildRequest(call, { model, options, format, stream });
  const headers = mergeHeaders(
    settings.options.headers,
    known.headers,
    call.headers,
    options.sessionAffinity === undefined ? {} : { 'x-session-affinity': options.sessionAffinity },
  );
  const exchange = await send(transport, {
    model,
    endpoint: format === 'openai' ? 'chat/completions' : 'run',
    inputs,
    gateway,
    headers,
    abortSignal: call.abortSignal,
  });
  return {
    answer: {
      request: { inputs, body: exchange.requestBody },
      response: {
        headers: Object.fromEntries(exchange.response.headers),
        metadata: readGatewayMetadata(exchange.response.headers),
      },
      warnings: [
        ...warnings,
        ...optionWarnings(unknown),
        ...(gateway ? gatewayWarnings(gateway).map(other) : []),
      ],
    },
    reader: readerOptions(call, { model, options, inputs, exchange }),
  };
}

/** What was sent, and under which options. */
interface Sent {
  readonly model: string;
  readonly options: ChatOptions;
  readonly inputs: BuiltRequest['inputs'];
  readonly exchange: Exchange;
}

function readerOptions(call: ChatCall, { model, options, inputs, exchange }: Sent): ChatReaderOptions {
  const isTagged = options.thinkTags ?? has('thinkTags', model);
  return {
    exchange,
    // JSON is written without thinking first, so that only a tag that is there can open it.
    thinkTags: isTagged && (call.json ? 'required' : 'optional'),
    forcedTools: forcedTools(call.tools, call),
    hasDefaultLimit: inputs.max_tokens === undefined && inputs.max_completion_tokens === undefined,
    createToolCallId: createToolCallIds(toolCallIds(call.messages)),
    includeRaw: call.includeRaw ?? false,
    joinDeltas: options.joinDeltas ?? true,
    abortSignal: call.abortSignal,
  };
}

function toolCallIds(messages: readonly ChatMessage[]): readonly string[] {
  return flatMap(messages, message =>
    message.role === 'assistant'
      ? flatMap(message.content, part => (part.type === 'tool-call' ? [part.id] : []))
      : [],
  );
}

const other = (message: string): ChatWarning => ({ type: 'other', message });

const optionWarnings = (unknown: readonly string[]): ChatWarning[] =>
  unknown.map(key => other(`The option ${key} of workersai is not known, and was not sent.`));
