import type { z } from 'zod';
import type { Need } from './need.ts';

/** Which satellite may ask. The core checks it for every request, whoever opened the connection. */
export type Role = 'desk' | 'phone' | 'shell';

/** One thing that can be asked: which satellite and whose right, the shape of the question and of the answer. */
export interface RequestDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly from: readonly Role[];
  readonly input: I;
  readonly output: O;
  readonly need: Need;
}

export const request = <I extends z.ZodType, O extends z.ZodType>(
  from: readonly Role[],
  input: I,
  output: O,
  need: Need<Extract<keyof z.output<I>, string>>,
): RequestDefinition<I, O> => ({ from, input, output, need });

type Requests = Record<string, RequestDefinition>;

/** What a caller gives (before defaults) and gets back. */
export type RequestInput<R extends RequestDefinition> = z.input<R['input']>;
export type RequestOutput<R extends RequestDefinition> = z.output<R['output']>;

/** A handler for every definition of a map: the shape that each domain of the core must fill. */
export type Handlers<M extends Requests, Context> = {
  readonly [K in keyof M]: (
    input: z.output<M[K]['input']>,
    context: Context,
  ) => Promise<RequestOutput<M[K]>> | RequestOutput<M[K]>;
};
