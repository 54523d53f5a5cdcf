import { z } from 'zod';

/** Latest in touch first, by name, or newest first: the orders of customers that an index carries, whatever the size of the base. */
export const LIST_SORTS = ['recent', 'name', 'added'] as const;
export const ListSort = z.enum(LIST_SORTS).default('recent');
export type ListSort = z.output<typeof ListSort>;
