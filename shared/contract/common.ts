import { z } from 'zod';

/** UUIDv7 of a row: made by whoever creates it, sortable by birth. */
export const Id = z.uuid();

/** UTC epoch milliseconds. */
export const Time = z.number().int().nonnegative();

export const Empty = z.object({}).strict();
export const Done = z.object({ done: z.literal(true) });
export const DONE = { done: true } as const;

/** Text from people or peers: bounded, without NUL, kept as it is otherwise. It is data wherever it goes. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'NUL is not text');

/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/);

export const Language = z.enum(['en', 'ru', 'uk']);
export type Language = z.infer<typeof Language>;

/** What a change answers: the row's id, and the key that takes the change back (`changes.undo`). */
export const Changed = z.object({ id: Id, changeId: Id });
export type Changed = z.infer<typeof Changed>;

/** Bytes as they are: a piece of a file or of sound. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
