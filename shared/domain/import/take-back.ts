type Fields = Readonly<Record<string, unknown>>;

export interface TakenBack {
  /** What becomes of the fields; those that stay as they are are not in it. */
  readonly fields: Fields;
  /** Something of the change stays, because somebody went on from there. */
  readonly kept: boolean;
}

/**
 * One change is to be taken back, field by field: what is still as the change left it gets its old value, what somebody
 * has changed since stays. Lists only grew by it, so what it added leaves them, one by one.
 *
 * @param now the row as it is
 * @param base the changed fields before the change; `patch`: after it
 */
export function takeBack(now: Fields, base: Fields, patch: Fields): TakenBack {
  const fields: Record<string, unknown> = {};
  let kept = false;
  for (const [key, after] of Object.entries(patch)) {
    const before = base[key] ?? null;
    const present = now[key] ?? null;
    if (same(present, after)) fields[key] = before;
    else if (same(present, before)) continue;
    else if (Array.isArray(present) && Array.isArray(after) && Array.isArray(before)) {
      const list = withoutAdded(present, before, after);
      if (!same(list, present)) fields[key] = list;
      // What was added and has another form now was somebody's work.
      kept ||= after.some((each) => !has(before, each) && !has(present, each) && names(present, each));
    } else kept = true;
  }
  return { fields, kept };
}

/** What was added goes; what stood there in another form (a number that got a note) has that one again. */
const withoutAdded = (present: readonly unknown[], before: readonly unknown[], after: readonly unknown[]) =>
  present.flatMap((each) => {
    if (has(before, each) || !has(after, each)) return [each];
    const id = idOf(each);
    return id === undefined ? [] : before.filter((old) => idOf(old) === id);
  });

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const has = (list: readonly unknown[], wanted: unknown): boolean => list.some((each) => same(each, wanted));

/** Numbers and addresses have ids: the same one may stand there in another form. */
function names(list: readonly unknown[], wanted: unknown): boolean {
  const id = idOf(wanted);
  return id !== undefined && list.some((each) => idOf(each) === id);
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
