/** The value of an expression of numbers, brackets and + - * / % ^. Throws what a person, or a model, can mend. */
export function evaluate(expression: string): number {
  const tokens =
    expression
      .replaceAll('×', '*')
      .replaceAll('÷', '/')
      .match(/\d+(?:\.\d+)?|\S/g) ?? [];
  let position = 0;

  const next = (...wanted: string[]): string | undefined => {
    const token = tokens[position];
    if (token === undefined || !wanted.includes(token)) return undefined;
    position++;
    return token;
  };

  function sum(): number {
    let value = product();
    for (let sign = next('+', '-'); sign; sign = next('+', '-')) {
      value += sign === '+' ? product() : -product();
    }
    return value;
  }

  function product(): number {
    let value = power();
    for (let sign = next('*', '/', '%'); sign; sign = next('*', '/', '%')) {
      const other = power();
      value = sign === '*' ? value * other : sign === '/' ? value / other : value % other;
    }
    return value;
  }

  function power(): number {
    if (next('-')) return -power();
    const base = atom();
    return next('^') ? base ** power() : base;
  }

  function atom(): number {
    if (next('(')) {
      const value = sum();
      if (!next(')')) throw new Error(`A bracket is not closed in '${expression}'.`);
      return value;
    }
    const token = tokens[position++];
    if (token !== undefined && /^\d/.test(token)) return Number(token);
    throw new Error(`Expected a number, not ${token ? `'${token}'` : 'the end'}, in '${expression}'.`);
  }

  const value = sum();
  if (position < tokens.length) throw new Error(`Cannot read '${tokens[position]}' in '${expression}'.`);
  if (!Number.isFinite(value)) throw new Error(`'${expression}' has no finite value.`);
  return Number(value.toPrecision(12));
}
