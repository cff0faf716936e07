/** Follows JSON text by its brackets and quotes alone. Each character is read once, however the text is cut. */
export interface JsonScan {
  /** Reads on from an index; returns the index after the bracket that closes the outermost value, or -1 at the end. */
  readonly push: (text: string, from?: number) => number;
  /** Whether a bracket or a string is open. */
  readonly isOpen: () => boolean;
}

export function createJsonScan(): JsonScan {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  const push = (text: string, from = 0): number => {
    for (let at = from; at < text.length; at++) {
      const mark = text[at];
      if (isEscaped) isEscaped = false;
      else if (mark === '"') isText = !isText;
      else if (isText) isEscaped = mark === '\\';
      else if (mark === '{' || mark === '[') depth++;
      else if ((mark === '}' || mark === ']') && --depth === 0) return at + 1;
    }
    return -1;
  };
  return { push, isOpen: () => isText || depth > 0 };
}

/** Cuts a text behind each outermost value; what follows the last one is the last piece. */
export function splitJson(text: string): string[] {
  const scan = createJsonScan();
  const pieces: string[] = [];
  let from = 0;
  for (let end = scan.push(text); end >= 0; end = scan.push(text, end)) {
    pieces.push(text.slice(from, end));
    from = end;
  }
  return [...pieces, text.slice(from)];
}
