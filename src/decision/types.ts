/** Instructions or a description: text, or JSON. */
type Description = unknown;

/** What is asked, as AI SDK 7 has it. */
export type Question =
  | {
      readonly type: 'choice';
      readonly instructions?: Description;
      /** Descriptions by option, null for none. */
      readonly criteria: Readonly<Record<string, Description>>;
    }
  | {
      readonly type: 'score';
      readonly instructions?: Description;
      /** Descriptions by level, from 0; null for none. */
      readonly criteria: readonly Description[];
    }
  | {
      readonly type: 'boolean';
      readonly instructions?: Description;
      readonly criteria?: { readonly true?: Description; readonly false?: Description } | null | undefined;
    }
  /** Where something is in an image, which no model of Workers AI answers. */
  | { readonly type: 'box'; readonly instructions?: Description };

export type Questions = Readonly<Record<string, Question>>;

/** What questions are asked about. */
export type StatePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'json'; readonly value: unknown }
  | {
      readonly type: 'file';
      readonly mediaType: string | undefined;
      readonly data:
        | { readonly bytes: Uint8Array }
        | { readonly base64: string }
        | { readonly url: string }
        | { readonly text: string };
    };

/** Probabilities are from 0 to 1, and add up to 1 as far as the service's rounding lets them. */
export type Answer =
  | { type: 'choice'; choice: string; probabilities?: Record<string, number> }
  /** The mean level. */
  | { type: 'score'; score: number; probabilities?: Record<string, number> }
  /** That of `true`. */
  | { type: 'boolean'; probability: number };
