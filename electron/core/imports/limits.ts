const MB = 1024 * 1024;

/** Largest file that is taken, bytes: about 2 million rows of CSV. */
export const UPLOAD_LIMIT = 200 * MB;

/** Largest sum of a workbook's unpacked parts, bytes: about 400,000 rows. A zip of 1 MB can hold a thousand times that. */
export const UNPACKED_LIMIT = 256 * MB;

/** Heap of the import worker, MB: a workbook is read as a whole. Beyond it the worker ends, not the core. */
export const WORKER_HEAP_MB = 1024;

/** `params` of `importTooLarge`. */
export const inMb = (bytes: number): { readonly limitMb: number } => ({ limitMb: Math.round(bytes / MB) });
