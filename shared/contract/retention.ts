import { z } from 'zod';
import { RETENTION_KINDS } from '../domain/retention/retention.ts';
import { BUILT_IN } from '../domain/rights/profiles.ts';
import { Done, Empty, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** Ten years; 0: for ever. */
const Days = z.number().int().min(0).max(3_653);

export const RetentionPlan = z.object({
  on: z.boolean(),
  /** Each day at this minute of the workplace's clock. */
  minutes: z.number().int().min(0).max(1439),
  /** Of what no rule fits. */
  days: Days,
  /** The first that fits counts. */
  rules: z.array(z.object({ kind: z.enum(RETENTION_KINDS), value: text(100), days: Days })).max(50),
});
export type RetentionPlan = z.infer<typeof RetentionPlan>;

export const RetentionState = z.object({
  plan: RetentionPlan,
  /** Of a run that goes on: what is erased so far, and how much was due when it began. */
  running: z.object({ erased: z.number().int(), due: z.number().int() }).optional(),
  last: z.object({ at: Time, erased: z.number().int(), bytes: z.number().int() }).optional(),
  nextAt: Time.optional(),
});
export type RetentionState = z.infer<typeof RetentionState>;

const Named = z.object({ id: z.string(), name: z.string() });
const ADMINISTER = need('firm.administer');

export const retentionRequests = {
  'retention.state': request(['desk'], Empty, RetentionState, ADMINISTER),
  /** What this plan would erase now; erases nothing. */
  'retention.look': request(
    ['desk'],
    RetentionPlan,
    z.object({
      count: z.number().int(),
      bytes: z.number().int(),
      oldest: Time.optional(),
      newest: Time.optional(),
      /** Whose time is over, and which a legal hold keeps. */
      held: z.number().int(),
    }),
    ADMINISTER,
  ),
  'retention.save': request(['desk'], RetentionPlan, Done, ADMINISTER),
  /** What a rule can name. */
  'retention.choices': request(
    ['desk'],
    Empty,
    z.object({
      list: z.array(Named),
      line: z.array(Named),
      person: z.array(Named),
      /** Those that the program brings have the name of their key until somebody gives them another. */
      role: z.array(Named.extend({ builtIn: z.enum(BUILT_IN).optional() })),
    }),
    ADMINISTER,
  ),
  /** Erases now what is due by the saved plan. Fails with `notAllowed` when that is off. */
  'retention.run': request(['desk'], Empty, Done, ADMINISTER),
  /** Ends a run after the piece in hand; what is left comes the next night. */
  'retention.cancel': request(['desk'], Empty, Done, ADMINISTER),
} as const;

export const retentionEvents = {
  'retention.changed': RetentionState,
} as const;
