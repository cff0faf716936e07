import type { APICallError } from '@ai-sdk/provider';
import { readJson } from './answer.ts';
import {
  type BuiltCall,
  type CallResponse,
  type ModelCall,
  type SendOptions,
  type SentCall,
  sendCall,
} from './call.ts';
import { brokenAnswer } from './error.ts';
import { type Media, type MediaKind, readMedia } from './media.ts';
import type { ModelOptions } from './options.ts';

/** What every kind of model answers besides its result. */
export interface Answer<Warning> {
  readonly response: CallResponse;
  readonly warnings: readonly Warning[];
}

/** The answer of a model that answers in JSON. */
export interface JsonAnswer<Result, Warning> {
  readonly result: Result;
  readonly response: CallResponse & { readonly body: unknown };
  readonly warnings: readonly Warning[];
}

/** Makes the error of an answer that is not what was asked for: it completes «Workers AI …». */
export type Broken = (what: string) => APICallError;

interface JsonOptions<Options, Built, Result> extends SendOptions<Options, Built> {
  readonly read: (value: unknown, broken: Broken) => Result;
}

/** @throws APICallError for an answer that failed, or that `read` finds broken. */
export async function askJson<Options extends ModelOptions, Built extends BuiltCall, Result>(
  call: ModelCall,
  { read, ...options }: JsonOptions<Options, Built, Result>,
): Promise<JsonAnswer<Result, SentCall<Built>['warnings'][number]>> {
  const { exchange, response, warnings } = await sendCall(call, options);
  const { value, text } = await readJson(exchange, call.abortSignal);
  const result = read(value, what => brokenAnswer(`Workers AI ${what}.`, { exchange, body: text }));
  return { result, response: { ...response, body: value }, warnings };
}

interface MediaOptions<Options, Built> extends SendOptions<Options, Built> {
  readonly kind: MediaKind;
}

export interface MediaAnswer<Warning> extends Media, Answer<Warning> {
  readonly requestBody: string | undefined;
}

/** @throws APICallError for an answer that failed, or that holds no picture or sound. */
export async function askMedia<Options extends ModelOptions, Built extends BuiltCall>(
  call: ModelCall,
  { kind, ...options }: MediaOptions<Options, Built>,
): Promise<MediaAnswer<SentCall<Built>['warnings'][number]>> {
  const { exchange, response, warnings } = await sendCall(call, options);
  const media = await readMedia(exchange, { kind, abortSignal: call.abortSignal });
  return { ...media, requestBody: exchange.requestBody, response, warnings };
}
