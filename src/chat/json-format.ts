import type { Format } from '../transport/format.ts';
import { toJson } from '../values/json.ts';
import type { ChatMessage, JsonFormat } from './types.ts';

/**
 * The `response_format` of an answer that must be JSON. Workers AI takes the schema bare, with its name as `title`
 * (https://developers.cloudflare.com/workers-ai/features/json-mode/); OpenAI's format wraps it.
 */
export function buildResponseFormat(
  { schema, name, description }: JsonFormat,
  // Strict schemas may have no optional property.
  { format, strict }: { format: Format; strict?: false | undefined },
): object {
  if (!schema) return { type: 'json_object' };
  if (format === 'openai') {
    return {
      type: 'json_schema',
      json_schema: {
        name: name ?? 'response',
        ...(description && { description }),
        schema,
        ...(strict === false && { strict }),
      },
    };
  }
  return {
    type: 'json_schema',
    json_schema: { ...(name && { title: name }), ...(description && { description }), ...schema },
  };
}

/** For models that know JSON but no schema: the schema stands in the conversation. */
export function instruct(messages: readonly ChatMessage[], { schema }: JsonFormat): readonly ChatMessage[] {
  if (!schema) return messages;
  const text = `Answer with one JSON value that fits this JSON schema, and nothing else:\n${toJson(schema, { what: 'JSON schemas' })}`;
  return [{ role: 'system', text }, ...messages];
}
