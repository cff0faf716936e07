/** As `values.flatMap(read)`, where it is called for every chunk or message: V8's own costs more than all of the reading. */
export function flatMap<Value, Part>(
  values: readonly Value[],
  read: (value: Value) => readonly Part[],
): readonly Part[] {
  if (values.length === 1 && values[0] !== undefined) return read(values[0]);
  const parts: Part[] = [];
  for (const value of values) for (const part of read(value)) parts.push(part);
  return parts;
}
