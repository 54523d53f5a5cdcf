import type { KnownContact } from '../../../shared/domain/import/merge.ts';
import type { ImportRow } from '../../../shared/domain/import/row.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';

/** Whom the base knows. */
export interface KnownOnes {
  users(): readonly { readonly id: string; readonly name: string }[];
  /** The firm's own, archived ones too. */
  ownFields(): readonly OwnField[];
  /** Who has one of these numbers (E.164 with the plus); oldest first, as with the next two. */
  byNumber(numbers: readonly string[]): KnownContact[];
  byId(id: string): KnownContact | undefined;
  /** Never a contact's, a deleted one's included. */
  isFree(id: string): boolean;
  byEmail(addresses: readonly string[]): KnownContact[];
  /**
   * The organisation of that name, or the people of that name in that organisation; where none is given, those who have one
   * of the row's numbers that are kept as text as well.
   */
  byName(row: Pick<ImportRow, 'kind' | 'name' | 'organisation' | 'phones'>): KnownContact[];
  /** Everybody of that name, whatever its case and marks. */
  byWholeName(name: string): KnownContact[];
}
