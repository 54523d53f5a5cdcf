/** What a merge does with the rows of a place. */
export type PlaceFate =
  /** They follow: each is a change of its row. */
  | {
      readonly how: 'link';
      /** Latest first where a history may be long: what is looked at goes with the first step. */
      readonly order?: string;
      /** A row that says the same as one of the card that stays is removed and not moved. */
      readonly unlike?: string;
    }
  /** They follow by the rule of prospects: a customer is in a list once. */
  | { readonly how: 'leads' }
  /** Local rows without a version of their own. */
  | { readonly how: 'local'; readonly key: string }
  /** Pairs that somebody told apart stay apart. */
  | { readonly how: 'pairs' }
  /** They stay, and why. */
  | { readonly how: 'stays'; readonly why: string };

export type ContactPlace = PlaceFate & { readonly table: string; readonly column: string };

/**
 * Every column of the base that names a customer, and the one list of them: the merge walks it, whoever writes a row is led
 * by it to the card that stayed, and a test compares it with the real schema. A new table belongs in here.
 */
export const CONTACT_PLACES: readonly ContactPlace[] = [
  { table: 'leads', column: 'contact_id', how: 'leads' },
  { table: 'do_not_call', column: 'contact_id', how: 'link', unlike: 'e164' },
  { table: 'legal_holds', column: 'contact_id', how: 'link' },
  { table: 'number_links', column: 'contact_id', how: 'link', unlike: 'key' },
  { table: 'missed_entries', column: 'contact_id', how: 'link' },
  { table: 'tasks', column: 'contact_id', how: 'link' },
  { table: 'notes', column: 'contact_id', how: 'link', order: 'at desc' },
  { table: 'talk_runs', column: 'contact_id', how: 'link', order: 'started_at desc' },
  { table: 'contracts', column: 'contact_id', how: 'link' },
  { table: 'invoices', column: 'contact_id', how: 'link', order: 'issued_on desc' },
  { table: 'purchases', column: 'contact_id', how: 'link', order: 'bought_on desc' },
  { table: 'documents', column: 'contact_id', how: 'link', order: 'at desc' },
  { table: 'encounters', column: 'contact_id', how: 'link', order: 'at desc' },
  { table: 'distinct_contacts', column: 'first_id', how: 'pairs' },
  { table: 'distinct_contacts', column: 'second_id', how: 'pairs' },
  { table: 'stage_changes', column: 'contact_id', how: 'local', key: 'seq' },
  { table: 'contacts', column: 'organisation_id', how: 'link', order: 'rseq desc' },
  { table: 'calls', column: 'contact_id', how: 'link', order: 'started_at desc' },

  { table: 'contact_phones', column: 'contact_id', how: 'stays', why: 'part of the card itself' },
  { table: 'contact_emails', column: 'contact_id', how: 'stays', why: 'part of the card itself' },
  { table: 'recording_index', column: 'contact_id', how: 'stays', why: 'follows its call by itself' },
  { table: 'erasures', column: 'contact_id', how: 'stays', why: 'whoever was erased is not merged' },
  {
    table: 'directory_links',
    column: 'contact_id',
    how: 'stays',
    why: 'the next run of the directory asks who stayed',
  },
  { table: 'directory_conflicts', column: 'contact_id', how: 'stays', why: 'follows its link' },
  { table: 'merges', column: 'from_id', how: 'stays', why: 'is the merge' },
  { table: 'merges', column: 'into_id', how: 'stays', why: 'is the merge' },
];

/** By table, the fields in which a row that is written names the card that stayed. */
export const LINKED_FIELDS: ReadonlyMap<string, string> = new Map(
  CONTACT_PLACES.flatMap(({ table, column, how }) =>
    how === 'link' || how === 'leads' ? [[table, fieldOf(column)] as const] : [],
  ),
);

/** As Drizzle names it. */
export function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
