import type { Stage } from '../contact/stage.ts';

/** What a firm's own field can hold (row C4). A file is a document of the card. */
export const OWN_TYPES = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi',
  'yesNo',
  'link',
  'file',
] as const;
export type OwnType = (typeof OWN_TYPES)[number];

/** Whose cards have the field. */
export const OWN_HOLDERS = ['persons', 'organisations', 'both'] as const;
export type OwnHolders = (typeof OWN_HOLDERS)[number];

/** `entry`: as soon as there is a card; `firstCall`: from the first talk with the customer on. */
export const OWN_MOMENTS = ['entry', 'firstCall'] as const;
export type OwnMoment = (typeof OWN_MOMENTS)[number];

/** What a choice can be. A retired one is offered no more; whoever has it keeps it, by its name. */
export interface OwnOption {
  readonly id: string;
  readonly name: string;
  readonly retired: boolean;
}

/** When a field must be filled: while the customer is at one of the stages, or from a moment on. */
export interface OwnMandatory {
  readonly stages: readonly Stage[];
  readonly moments: readonly OwnMoment[];
}

/** A field that the firm made for its cards. Its options stay when its type becomes another one, so that the way back is open. */
export interface OwnField {
  readonly id: string;
  readonly name: string;
  readonly type: OwnType;
  readonly options: readonly OwnOption[];
  /** ISO 4217, of `money`. */
  readonly currency: string;
  /** Heading on the card; empty: none. */
  readonly group: string;
  readonly holders: OwnHolders;
  readonly mandatory: OwnMandatory;
  readonly searchable: boolean;
  readonly position: number;
  readonly archived: boolean;
}

/** In minor units (cents). */
export interface OwnMoney {
  readonly minor: number;
  readonly currency: string;
}

/**
 * A value as it is kept: text and link a string, date `yyyy-mm-dd`, choice the option's id, multi their ids, file the
 * document's id. It stays as it was written when its field's type changes later: `readOwn` says what it means now.
 */
export type OwnValue = string | number | boolean | OwnMoney | readonly string[];

/** All own values of a contact, by the field's id. */
export type OwnValues = Readonly<Record<string, OwnValue>>;

export const OWN_LIMITS = { fields: 200, name: 60, group: 60, options: 300, text: 4000, link: 2000 } as const;

/** Whether cards of this kind have the field. */
export const holds = (field: Pick<OwnField, 'holders'>, kind: 'person' | 'organisation'): boolean =>
  field.holders === 'both' || (field.holders === 'persons') === (kind === 'person');

export const inOrder = <F extends Pick<OwnField, 'id' | 'position'>>(fields: readonly F[]): F[] =>
  fields.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
