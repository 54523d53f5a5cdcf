import type { RejectionReason } from '../../../shared/contract/imports.ts';
import type { GoodsReading } from '../../../shared/domain/import/goods-row.ts';
import type { ImportRow } from '../../../shared/domain/import/row.ts';

/** A record of the file as it was understood, on its way into the base. */
export interface ReadyRow {
  readonly pass: 1 | 2;
  readonly ordinal: number;
  readonly line: number;
  /** Absent when it could not be understood. */
  readonly row?: ImportRow;
  /** Of a file of goods, in place of `row`. */
  readonly goods?: GoodsReading;
  readonly reject?: RejectionReason;
  /** Of rows that are, or may still be, refused: the file of refused rows has them. */
  readonly cells?: readonly string[];
}
