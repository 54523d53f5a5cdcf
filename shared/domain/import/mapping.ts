import type { ColumnTarget } from './column.ts';
import { kindOf, kindOfColumn, targetOfKind } from './content.ts';
import { readHeader } from './header.ts';

/** Are the first row's cells names of columns? `rows` are the first rows of the file, that one included. */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const kinds = first.map(kindOf);
  // A header holds no numbers and no addresses: whatever does is a customer.
  if (kinds.some((kind) => kind === 'phone' || kind === 'email')) return false;
  if (first.some((cell) => readHeader(cell)?.exact)) return true;
  const below = rows.slice(1);
  return (
    below.length > 0 &&
    first.some((cell, column) => {
      const kind = kindOfColumn(below.map((row) => row[column] ?? ''));
      return cell.trim() !== '' && (kind === 'phone' || kind === 'email');
    })
  );
}

/**
 * Suggests a target for each column: by its header, then by what its cells look like.
 * @param header the first row when it is a header, otherwise undefined
 * @param rows some of the rows with data
 */
export function suggestMapping(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): ColumnTarget[] {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length), 0);
  const targets: ColumnTarget[] = [];
  for (let column = 0; column < width; column++) {
    const kind = kindOfColumn(rows.map((row) => row[column] ?? ''));
    const named = header && readHeader(header[column] ?? '');
    targets.push(named && !contradicts(named, kind) ? named.target : targetOfKind(kind));
  }
  return settle(targets);
}

/** A loosely recognised header does not stand against cells that are plainly something else. */
function contradicts(
  named: { target: ColumnTarget; exact: boolean },
  kind: ReturnType<typeof kindOfColumn>,
): boolean {
  if (named.exact || kind === undefined) return false;
  const byContent = targetOfKind(kind);
  const telling = byContent === 'phone' || byContent === 'email';
  return (
    telling &&
    byContent !== (named.target === 'mobile' || named.target === 'workPhone' ? 'phone' : named.target)
  );
}

/** Sets right what single columns cannot know: what the others are. */
function settle(targets: ColumnTarget[]): ColumnTarget[] {
  const has = (target: ColumnTarget) => targets.includes(target);
  // "Имя" alone is the whole name.
  if (has('firstName') && !has('lastName') && !has('name')) {
    return targets.map((target) => (target === 'firstName' ? 'name' : target));
  }
  // "Клиент" beside "Компания" and "Имя, Фамилия" is most often a repetition; the parts are more exact.
  if (has('firstName') && has('lastName') && has('name')) {
    return targets.map((target) =>
      target === 'name' ? (has('organisation') ? 'ignore' : 'organisation') : target,
    );
  }
  return targets;
}
