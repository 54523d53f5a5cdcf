import type { CallBlocks } from '../../../db/repositories/reports/blocks.ts';
import type { ReportFilter, ReportSelection } from '../../../shared/contract/reports.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { keysOf, meetsIn, type OwnColumn } from '../../../shared/domain/reports/by-own.ts';
import type { CallColumns } from '../../../shared/domain/reports/columns.ts';
import type { AlsoMeant } from '../../../shared/domain/reports/tally.ts';

/** What the firm's own fields say of the customers of a block's calls. */
export type OwnColumns = (fieldId: string) => (block: CallColumns) => OwnColumn;

/** Each column read once, however often a report goes through its blocks. */
export function ownColumns(blocks: Pick<CallBlocks, 'own'>): OwnColumns {
  const known = new Map<string, OwnColumn>();
  return (fieldId) =>
    ({ day }) => {
      const key = `${day} ${fieldId}`;
      const column = known.get(key) ?? blocks.own(day, fieldId);
      known.set(key, column);
      return column;
    };
}

type Asked = Pick<ReportFilter, 'own' | 'ownDimension'> & Pick<Partial<ReportSelection>, 'ownKey'>;

/** What the filter and the chosen part ask of these fields. A field that is gone has no values to anybody's eyes. */
export function alsoMeant(
  { own = [], ownDimension, ownKey }: Asked,
  fields: readonly OwnField[],
  columns: OwnColumns,
): AlsoMeant[] {
  const fieldOf = (id: string) => fields.find((field) => field.id === id);
  const also: AlsoMeant[] = own.map((condition) => {
    const field = fieldOf(condition.field);
    return {
      columnOf: columns(condition.field),
      fits: (kept) => (field === undefined ? condition.test === 'empty' : meetsIn(field, condition, kept)),
    };
  });
  const parted = ownDimension === undefined ? undefined : fieldOf(ownDimension);
  if (parted === undefined || ownKey === undefined) return also;
  const isPart = (kept: string | null) => {
    const keys = keysOf(parted, kept);
    return ownKey === null ? keys.length === 0 : keys.includes(ownKey);
  };
  return [...also, { columnOf: columns(parted.id), fits: isPart }];
}
