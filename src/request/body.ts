/** Of a body that is no JSON, its kind tells more than its first bytes. */
export function describeBody(body: string): string {
  const start = body.trimStart();
  if (start === '') return 'the body is empty.';
  if (start.startsWith('<')) return 'the body is HTML.';
  return `${isCut(start) ? 'JSON that is cut: ' : ''}${start.slice(0, 100)}`;
}

/** Whether a body lacks its end: nothing came, or JSON that closes less than it opens. */
export function isCut(body: string): boolean {
  const start = body.trimStart();
  return start === '' || (/^[[{]/.test(start) && isOpen(start));
}

function isOpen(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const mark = json[at];
    if (mark === '"') isText = !isText;
    else if (isText) at += mark === '\\' ? 1 : 0;
    else if (mark === '{' || mark === '[') depth++;
    else if (mark === '}' || mark === ']') depth--;
  }
  return depth > 0;
}
