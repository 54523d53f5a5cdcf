import type { ChangedField, ImportDryRun } from '../../../shared/contract/import-dry-runs.ts';
import type { RejectionReason } from '../../../shared/contract/imports.ts';
import type { PostalAddress } from '../../../shared/domain/contact/address.ts';
import { tidy } from '../../../shared/domain/import/fold.ts';
import { titleOfGoods } from '../../../shared/domain/import/goods-plan.ts';
import {
  type ContactPatch,
  type KnownContact,
  type KnownPhone,
  phoneKey,
} from '../../../shared/domain/import/merge.ts';
import { type ImportRow, textsOf } from '../../../shared/domain/import/row.ts';
import type { OwnField, OwnValues } from '../../../shared/domain/own-field/field.ts';
import { ownText } from '../../../shared/domain/own-field/value.ts';
import type { CsvRecord } from './csv-records.ts';
import type { GoodsRowFate, RowFate } from './look-through.ts';

/** Of each kind. */
const EXAMPLES = 20;
/** An example is for eyes. */
const LONGEST = 200;
const MOST_CELLS = 12;

export type DryRunFound = Omit<ImportDryRun, 'importId' | 'state' | 'rows' | 'processed' | 'failure'>;

/** How ids are called. */
export interface Naming {
  readonly userName: (id: string) => string | undefined;
  /** "Size: 12; Paper: yes" */
  readonly ownWords: (values: OwnValues) => string;
}

export function naming(
  users: readonly { readonly id: string; readonly name: string }[],
  fields: readonly OwnField[],
): Naming {
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return {
    userName: (id) => names.get(id),
    ownWords: (values) =>
      fields
        .flatMap((field) => {
          const value = values[field.id];
          return value === undefined ? [] : [`${field.name}: ${ownText(field, value)}`];
        })
        .join('; '),
  };
}

/** Counts what would become of the rows, and keeps the first of each kind to be looked at. */
export function createFindings(naming: Naming) {
  const counts = { created: 0, merged: 0, unchanged: 0, rejected: 0, asked: 0, asText: 0 };
  const reasons = new Map<RejectionReason, number>();
  const fields = new Map<ChangedField, { filled: number; replaced: number }>();
  const examples: DryRunFound['examples'] = { created: [], merged: [], rejected: [] };

  function merged(line: number, into: KnownContact, patch: ContactPatch | undefined): void {
    counts.merged += 1;
    if (patch === undefined) {
      counts.unchanged += 1;
      return;
    }
    counts.asText += textsOf(patch.addPhones ?? []).length;
    const changes = changesOf(into, patch, naming);
    for (const { field, replaces } of changes) {
      const sum = fields.get(field) ?? { filled: 0, replaced: 0 };
      sum[replaces ? 'replaced' : 'filled'] += 1;
      fields.set(field, sum);
    }
    if (examples.merged.length >= EXAMPLES) return;
    const shown = changes.map(({ field, before, after }) => ({
      field,
      before: cut(before),
      after: cut(after),
    }));
    examples.merged.push({ line, name: cut(into.name), changes: shown });
  }

  function refused(line: number, cells: readonly string[], reason: RejectionReason): void {
    counts.rejected += 1;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (examples.rejected.length < EXAMPLES)
      examples.rejected.push({ line, reason, cells: cells.slice(0, MOST_CELLS).map(cut) });
  }

  return {
    add({ line, cells }: CsvRecord, fate: RowFate): void {
      if (fate.fate === 'merge') {
        merged(line, fate.into, fate.patch);
      } else if (fate.fate === 'ask') {
        counts.asked += 1;
      } else if (fate.fate === 'create') {
        counts.created += 1;
        counts.asText += textsOf(fate.row?.phones ?? []).length;
        const number = fate.row?.phones[0]?.e164 ?? fate.row?.phones[0]?.raw ?? fate.row?.emails[0] ?? '';
        if (examples.created.length < EXAMPLES)
          examples.created.push({ line, name: cut(fate.row?.name ?? ''), number: cut(number) });
      } else {
        refused(line, cells, fate.reason);
      }
    },
    addGoods({ line, cells }: CsvRecord, fate: GoodsRowFate): void {
      if (fate.fate === 'reject') {
        refused(line, cells, fate.reason);
        return;
      }
      const what = cut(titleOfGoods(fate.goods));
      if (fate.fate === 'create') {
        counts.created += 1;
        if (examples.created.length < EXAMPLES)
          examples.created.push({ line, name: cut(fate.customer), number: what });
      } else {
        counts.merged += 1;
        if (examples.merged.length < EXAMPLES)
          examples.merged.push({ line, name: `${cut(fate.customer)}: ${what}`, changes: [] });
      }
    },
    found: (): DryRunFound => ({
      ...counts,
      reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      fields: [...fields]
        .map(([field, sum]) => ({ field, ...sum }))
        .sort((a, b) => b.filled + b.replaced - a.filled - a.replaced),
      examples,
    }),
  };
}

interface Change {
  readonly field: ChangedField;
  readonly before: string;
  readonly after: string;
  /** What stood there is gone; what is only added to is filled. */
  readonly replaces: boolean;
}

/** What a patch does to a contact, field by field, as a person compares it. */
export function changesOf(
  known: KnownContact,
  patch: ContactPatch,
  { userName, ownWords }: Naming,
): Change[] {
  const changes: Change[] = [];
  const single = (
    field: ChangedField,
    before: string | number | undefined,
    after: string | number | undefined,
  ) => {
    if (after === undefined) return;
    const was = before?.toString() ?? '';
    changes.push({ field, before: was, after: String(after), replaces: was !== '' });
  };
  const person = (id: string | undefined) => id && (userName(id) ?? id);
  single('name', known.name, patch.name);
  single('organisation', known.organisationName, patch.organisation);
  for (const field of PLAIN) single(field, known[field], patch[field]);
  single('responsible', person(known.responsibleId), person(patch.responsibleId));
  if (patch.own !== undefined) {
    const { own: before = {} } = known;
    const news = Object.entries(patch.own).filter(([id, value]) => before[id] !== value);
    const was = Object.entries(before).filter(([id]) => news.some(([changed]) => changed === id));
    single('own', ownWords(Object.fromEntries(was)), ownWords(Object.fromEntries(news)));
  }
  const added = (field: ChangedField, before: readonly string[], after: readonly string[] | undefined) => {
    if (after) changes.push({ field, before: before.join(', '), after: after.join(', '), replaces: false });
  };
  added('tags', known.tags, patch.tags);
  if (patch.about !== undefined)
    changes.push({ field: 'about', before: known.about, after: patch.about, replaces: false });
  const number = ({ e164, raw }: { readonly e164?: string | undefined; readonly raw: string }) => e164 ?? raw;
  added('phones', known.phones.map(number), patch.addPhones?.map(number));
  for (const [key, note] of Object.entries(patch.phoneNotes ?? {}))
    single('phoneNotes', known.phones.find((phone) => phoneKey(phone) === key)?.note, note);
  const addresses = (list: readonly PostalAddress[]) => list.map(({ text }) => text);
  added('addresses', addresses(known.addresses ?? []), patch.addAddresses && addresses(patch.addAddresses));
  added(
    'emails',
    known.emails.map(({ address }) => address),
    patch.addEmails,
  );
  return changes;
}

/** Both sides of a row and the customer whom it means, where either says something. */
export function sidesOf(
  known: KnownContact | undefined,
  row: ImportRow,
  { userName, ownWords }: Naming,
): { field: ChangedField; inFile: string; onCard: string }[] {
  const person = (id: string | undefined) => (id === undefined ? '' : (userName(id) ?? id));
  const number = ({ e164, raw }: { readonly e164?: string | undefined; readonly raw: string }) => e164 ?? raw;
  const notes = (phones: readonly KnownPhone[] = []) => phones.flatMap(({ note }) => note ?? []).join('; ');
  const texts = (addresses: readonly PostalAddress[] = []) => addresses.map(({ text }) => text).join('; ');
  const sides: (readonly [ChangedField, string | number | undefined, string | number | undefined])[] = [
    ['name', row.name, known?.name],
    ['organisation', row.organisation, known?.organisationName],
    ['phones', row.phones.map(number).join(', '), known?.phones.map(number).join(', ')],
    ['phoneNotes', notes(row.phones), notes(known?.phones)],
    ['addresses', texts(row.addresses), texts(known?.addresses)],
    ['emails', row.emails.join(', '), known?.emails.map(({ address }) => address).join(', ')],
    ...PLAIN.map((field) => [field, row[field], known?.[field]] as const),
    ['responsible', person(row.responsibleId), person(known?.responsibleId)],
    ['own', ownWords(row.own ?? {}), ownWords(known?.own ?? {})],
    ['tags', row.tags.join(', '), known?.tags.join(', ')],
    ['about', row.about, known?.about],
  ];
  return sides
    .map(([field, inFile, onCard]) => ({ field, inFile: String(inFile ?? ''), onCard: String(onCard ?? '') }))
    .filter(({ inFile, onCard }) => inFile !== '' || onCard !== '');
}

const PLAIN = [
  'role',
  'relation',
  'stage',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'consent',
  'birthday',
  'contractEndsOn',
  'language',
  'zone',
] as const satisfies readonly (ChangedField & keyof ContactPatch)[];

const cut = (text: string): string => {
  const line = tidy(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};
