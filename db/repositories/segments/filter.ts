import type { SegmentFilter } from '../../../shared/contract/segments.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import { MARK_DIGITS } from '../imports/mark.ts';
import { ownWhere } from '../own-fields/condition-where.ts';

/** A filter as SQL over contacts `c`, with its parameters. */
export interface SegmentWhere {
  readonly where: string;
  readonly given: Readonly<Record<string, string | number>>;
}

export interface SegmentSetting {
  readonly now: number;
  /** The words of a search as the index is asked for them; undefined: it is a number or an address. */
  readonly match: (text: string) => string | undefined;
  /** Contacts that a search by number or address finds. */
  readonly found: (text: string) => readonly string[];
  /** The time of an import; undefined: there was no such run, so nobody came by it. */
  readonly importSpan: (importId: string) => { from: number; to: number } | undefined;
  /** Undefined: there is no such field any more. */
  readonly ownField: (id: string) => OwnField | undefined;
}

const DAY = 24 * 60 * 60_000;
const NOBODY: SegmentWhere = { where: '0', given: {} };
const oneOf = (column: string, name: string) => `${column} in (select value from json_each(@${name}))`;

/** Everything given must hold; of several stages, relations or channels one; of several tags all. */
export function segmentWhere(filter: SegmentFilter, setting: SegmentSetting): SegmentWhere {
  const parts: SegmentWhere[] = [{ where: 'c.deleted_at is null', given: {} }];
  const add = (where: string, given: SegmentWhere['given']): void => void parts.push({ where, given });
  const { kind, relations, stages, channels, region, field, tags, responsibleId } = filter;
  if (kind !== undefined) add('c.kind = @kind', { kind });
  if (relations?.length) add(oneOf('c.relation', 'relations'), { relations: JSON.stringify(relations) });
  if (stages?.length) add(oneOf('c.stage', 'stages'), { stages: JSON.stringify(stages) });
  if (channels?.length) add(oneOf('c.channel', 'channels'), { channels: JSON.stringify(channels) });
  if (region?.trim()) add('fold(c.region) = @region', { region: fold(region) });
  if (field?.trim()) add('fold(c.field) = @field', { field: fold(field) });
  if (responsibleId !== undefined) add('c.responsible_id = @responsibleId', { responsibleId });
  for (const [at, tag] of (tags ?? []).entries())
    add(`exists (select 1 from json_each(c.tags) where value = @tag${at})`, { [`tag${at}`]: tag });
  if (filter.notContactedDays !== undefined)
    add(
      `not exists (select 1 from calls k where k.contact_id = c.id and k.started_at >= @talkedSince
         and k.answered_at is not null and k.purpose = 'talk')`,
      { talkedSince: setting.now - filter.notContactedDays * DAY },
    );
  for (const [at, condition] of (filter.own ?? []).entries())
    parts.push(ownWhere(condition, setting.ownField(condition.field), at));
  if (filter.search?.trim()) parts.push(searched(filter.search, setting));
  if (filter.importId !== undefined) parts.push(imported(filter.importId, setting));
  return {
    where: parts.map(({ where }) => where).join(' and '),
    given: Object.assign({}, ...parts.map(({ given }) => given)),
  };
}

function searched(text: string, { found, match: matchOf }: SegmentSetting): SegmentWhere {
  const match = matchOf(text);
  if (match === undefined)
    return { where: oneOf('c.id', 'found'), given: { found: JSON.stringify(found(text)) } };
  // Row numbers of the index are the contacts' own recency numbers.
  return {
    where: 'c.rseq in (select rowid from contact_search where contact_search match @match)',
    given: { match },
  };
}

/**
 * Whom an import made or completed: ids of operations begin with their time, so its own lie in one range, and end with
 * its mark: whom others changed meanwhile did not come by it.
 */
function imported(importId: string, { importSpan }: SegmentSetting): SegmentWhere {
  const span = importSpan(importId);
  if (span === undefined) return NOBODY;
  return {
    where: `c.id in (select row_id from outbox where op_id >= @importFrom and op_id < @importTo
      and substr(op_id, ${-MARK_DIGITS}) = @importMark and table_name = 'contacts')`,
    given: {
      importFrom: idFrom(span.from),
      importTo: idFrom(span.to + 1),
      importMark: importId.slice(-MARK_DIGITS),
    },
  };
}

/** The smallest UUIDv7 of that moment. */
function idFrom(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
