import { isDeepStrictEqual } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;

export interface TakenBack {
  /** As they are to be again. */
  readonly fields: Fields;
  /** Names of the fields that stay, since somebody changed them. */
  readonly kept: readonly string[];
}

/**
 * What of a change can be taken back: what still stands as it became. Of lists (numbers, addresses, tags) and of own fields it is
 * each entry by itself. `wholly`: the fields mean something only together, so that one that was changed keeps all but the link.
 */
export function takenBack(
  { base, patch, now }: { readonly base: Fields; readonly patch: Fields; readonly now: Fields },
  { wholly, link }: { readonly wholly: boolean; readonly link?: string | undefined },
): TakenBack {
  const fields: Record<string, unknown> = {};
  const kept: string[] = [];
  for (const key of Object.keys(patch)) {
    const [was = null, became = null, is = null] = [base[key], patch[key], now[key]];
    if (isDeepStrictEqual(is, became) || isDeepStrictEqual(is, was)) {
      fields[key] = was;
      continue;
    }
    const back = entries(was, became, is);
    if (back === undefined) kept.push(key);
    else {
      fields[key] = back.value;
      if (back.kept) kept.push(key);
    }
  }
  if (!wholly || kept.length === 0) return { fields, kept };
  return { fields: link !== undefined && link in fields ? { [link]: fields[link] } : {}, kept };
}

function entries(was: unknown, became: unknown, is: unknown): { value: unknown; kept: boolean } | undefined {
  if (Array.isArray(was) && Array.isArray(became) && Array.isArray(is)) return ofLists(was, became, is);
  if (isPlain(was) && isPlain(became) && isPlain(is)) {
    const { fields, kept } = takenBack({ base: was, patch: became, now: is }, { wholly: false });
    // What is null in them is not there.
    const value = Object.fromEntries(
      Object.entries({ ...is, ...fields }).filter(([, each]) => each !== null && each !== undefined),
    );
    return { value, kept: kept.length > 0 };
  }
  return undefined;
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const idOf = (entry: unknown): unknown => (isPlain(entry) && 'id' in entry ? entry.id : entry);

function ofLists(was: readonly unknown[], became: readonly unknown[], is: readonly unknown[]) {
  const of = (list: readonly unknown[]) => new Map(list.map((entry) => [idOf(entry), entry]));
  const [before, after] = [of(was), of(became)];
  let kept = false;
  const value: unknown[] = [];
  for (const entry of is) {
    const [old, made] = [before.get(idOf(entry)), after.get(idOf(entry))];
    if (made === undefined) value.push(entry);
    else if (isDeepStrictEqual(made, entry)) {
      if (old !== undefined) value.push(old);
    } else {
      kept = true;
      value.push(entry);
    }
  }
  const present = new Set(is.map(idOf));
  for (const [id, entry] of before) if (!after.has(id) && !present.has(id)) value.push(entry);
  return { value, kept };
}
