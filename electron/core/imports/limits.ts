const MB = 1024 * 1024;

/** Largest file that is taken, bytes: a CSV of two million customers. It is read as a stream: only the disk must have room for it. */
export const UPLOAD_LIMIT = 500 * MB;

/** Largest unpacked part of a workbook, bytes: a full sheet (1,048,576 rows) of 15 columns. A zip of 2 MB can hold a thousand times that. */
export const UNPACKED_LIMIT = 2048 * MB;

/**
 * Heaps of the import's threads. They hold some thousand rows at a time; without bounds V8 collects only when 900 MB are gone. Beyond
 * them the thread ends, not the core. What is young dies at once, so little room for it is as fast as much.
 */
export const WRITER_LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 4 };
export const READER_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 };
/** Of the one that runs a single statement of SQLite. */
export const CHECKPOINTS_LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/** `params` of `importTooLarge`. */
export const inMb = (bytes: number): { readonly limitMb: number } => ({ limitMb: Math.round(bytes / MB) });
