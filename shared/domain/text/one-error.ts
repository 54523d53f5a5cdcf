/** One typing error: a letter left out, one too many, a wrong one, or two neighbours in the wrong order. */

/** All texts that one error makes of this one; `letters` are those that a person could have typed. */
export function withOneError(text: string, letters: readonly string[]): Set<string> {
  const made = new Set<string>();
  for (let at = 0; at <= text.length; at += 1) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    const rest = tail.slice(1);
    for (const letter of letters) {
      made.add(head + letter + tail);
      if (tail !== '') made.add(head + letter + rest);
    }
    if (tail === '') continue;
    made.add(head + rest);
    if (rest !== '') made.add(head + rest.charAt(0) + tail.charAt(0) + rest.slice(1));
  }
  made.delete(text);
  return made;
}

/** Whether at most one error leads from one text to the other. */
export function isOneErrorAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at] ? 2 : 1;
  return short.slice(at + 1) === long.slice(at + 1) || short.slice(at + swapped) === long.slice(at + swapped);
}
