/**
 * So many last bytes of an import's id end the ids of all its operations: its mark, and no column for it. Above them a
 * UUIDv7 of ours has its time and count.
 */
export const MARK_BYTES = 5;
/** The same as letters of the id. */
export const MARK_DIGITS = 2 * MARK_BYTES;
