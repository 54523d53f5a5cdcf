import type { OwnField } from '../own-field/field.ts';
import { type ColumnTarget, isPhoneTarget, ownTarget } from './column.ts';
import { kindOf, kindOfColumn, targetOfKind } from './content.ts';
import { fold } from './fold.ts';
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
 * @param ownFields the firm's own: a column that bears the name of one goes there
 */
export function suggestMapping(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
  ownFields: readonly OwnField[] = [],
): ColumnTarget[] {
  const own = new Map(
    ownFields.filter(isImportable).map(({ id, name }) => [fold(name), ownTarget(id)] as const),
  );
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length), 0);
  const targets: ColumnTarget[] = [];
  for (let column = 0; column < width; column++) {
    const title = fold(header?.[column] ?? '');
    const firms = own.get(title);
    // An exported table has the firm's own columns last, were one called like ours.
    if (firms && header?.findLastIndex((one) => fold(one) === title) === column) {
      targets.push(firms);
      continue;
    }
    const kind = kindOfColumn(rows.map((row) => row[column] ?? ''));
    const named = header && readHeader(header[column] ?? '');
    targets.push(named && !contradicts(named, kind) ? named.target : targetOfKind(kind));
  }
  return settle(targets);
}

/** A file is a document of a card; what is archived is out of sight. */
export const isImportable = ({ type, archived }: Pick<OwnField, 'type' | 'archived'>): boolean =>
  type !== 'file' && !archived;

/** A loosely recognised header does not stand against cells that are plainly something else. */
function contradicts(
  named: { target: ColumnTarget; exact: boolean },
  kind: ReturnType<typeof kindOfColumn>,
): boolean {
  if (named.exact || kind === undefined) return false;
  const byContent = targetOfKind(kind);
  const telling = byContent === 'phone' || byContent === 'email';
  return telling && byContent !== (isPhoneTarget(named.target) ? 'phone' : named.target);
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
