/** The customer's numbers as they are tried: from the one that comes first on, then from the beginning; without useless ones. */
export function inOrder(
  numbers: readonly string[],
  first: string | undefined,
  useless: ReadonlySet<string> = new Set(),
): string[] {
  const at = first === undefined ? 0 : Math.max(0, numbers.indexOf(first));
  return [...numbers.slice(at), ...numbers.slice(0, at)].filter((number) => !useless.has(number));
}

/** The one to try after `number`; the same again when there is no other, undefined when none is left. */
export function numberAfter(
  numbers: readonly string[],
  number: string | undefined,
  useless: ReadonlySet<string> = new Set(),
): string | undefined {
  const order = inOrder(numbers, number, useless);
  return order[0] === number ? (order[1] ?? order[0]) : order[0];
}
