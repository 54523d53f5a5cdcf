import { z } from 'zod';
import { STAGES } from '../domain/contact/stage.ts';
import type { OwnCondition as OwnConditionT } from '../domain/own-field/condition.ts';
import {
  OWN_HOLDERS,
  OWN_LIMITS,
  OWN_MOMENTS,
  OWN_TYPES,
  type OwnValue as OwnValueT,
} from '../domain/own-field/field.ts';
import { Changed, Done, Empty, Id, text } from './common.ts';
import { request } from './define.ts';
import { atWork, need } from './need.ts';

const Currency = z.string().regex(/^[A-Z]{3}$/);

/** As it is kept, whatever its field is now: see the domain's `OwnValue`. */
export const OwnValue: z.ZodType<OwnValueT, OwnValueT> = z.union([
  text(OWN_LIMITS.text),
  z.number(),
  z.boolean(),
  z.object({ minor: z.number().int(), currency: Currency }),
  z.array(Id).max(OWN_LIMITS.options),
]);
export const OwnValues = z.record(Id, OwnValue);
export type OwnValues = z.infer<typeof OwnValues>;

/** What a filter asks of an own field, see the domain's `OwnCondition`. */
export const OwnCondition: z.ZodType<OwnConditionT, OwnConditionT> = z.discriminatedUnion('test', [
  z.object({ field: Id, test: z.enum(['filled', 'empty']) }),
  z.object({ field: Id, test: z.enum(['equals', 'contains']), text: text(200) }),
  z.object({ field: Id, test: z.literal('between'), from: z.number().optional(), to: z.number().optional() }),
  z.object({
    field: Id,
    test: z.literal('days'),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  z.object({ field: Id, test: z.literal('anyOf'), options: z.array(Id).max(OWN_LIMITS.options) }),
  z.object({ field: Id, test: z.literal('is'), yes: z.boolean() }),
]);

const definition = {
  name: text(OWN_LIMITS.name),
  type: z.enum(OWN_TYPES),
  currency: Currency,
  /** Heading on the card; empty: none. */
  group: text(OWN_LIMITS.group),
  holders: z.enum(OWN_HOLDERS),
  mandatory: z.object({
    stages: z.array(z.enum(STAGES)).max(STAGES.length),
    moments: z.array(z.enum(OWN_MOMENTS)).max(OWN_MOMENTS.length),
  }),
  searchable: z.boolean(),
};

/** A field that the firm made for its cards (row C4). */
export const OwnField = z.object({
  id: Id,
  version: z.number().int(),
  ...definition,
  /** Those that are offered, then the retired ones: a card may still have one. */
  options: z.array(z.object({ id: Id, name: z.string(), retired: z.boolean() })),
  position: z.number().int(),
  archived: z.boolean(),
});
export type OwnField = z.infer<typeof OwnField>;

/** An option without id is new; one that is missing is retired, and whoever has it keeps it. */
export const OwnFieldDraft = z.object({
  ...definition,
  options: z.array(z.object({ id: Id.optional(), name: text(OWN_LIMITS.name) })).max(OWN_LIMITS.options),
});
export type OwnFieldDraft = z.infer<typeof OwnFieldDraft>;

const becoming = { type: definition.type, currency: Currency, options: OwnFieldDraft.shape.options };

export const ownFieldRequests = {
  /** In the order of the card, archived ones too: cards may have values of them. */
  'ownFields.list': request(['desk', 'shell'], Empty, z.array(OwnField), atWork),
  /**
   * Makes a field, or changes one; `version`: the one that the author saw. Fails with `ownFieldFault` (params: fault), `changedMeanwhile`.
   * Values are left as they are: another type reads them anew.
   */
  'ownFields.save': request(
    ['desk'],
    z.object({
      id: Id.optional(),
      version: z.number().int().optional(),
      draft: OwnFieldDraft,
    }),
    Changed,
    need('firm.administer'),
  ),
  /** The whole order, and each one's group; who is missing goes to the end as before. */
  'ownFields.reorder': request(
    ['desk'],
    z.object({
      order: z.array(z.object({ id: Id, group: text(OWN_LIMITS.group) })).max(OWN_LIMITS.fields),
    }),
    z.array(OwnField),
    need('firm.administer'),
  ),
  /**
   * What each kept value would be if the field became so, counted over all customers in a thread of its own. Until it answers,
   * `ownFields.looking` tells how far it is; a second look ends the first one, which then answers as stopped.
   */
  'ownFields.look': request(
    ['desk'],
    z.object({ id: Id, ...becoming }),
    z.object({
      /** Is a value of the new type. */
      read: z.number().int(),
      /** Stays as the text that it was, and is shown so. */
      asText: z.number().int(),
      /** Some of these texts. */
      examples: z.array(z.string()),
      /** Somebody did not want to wait: it counted no further. */
      stopped: z.boolean(),
    }),
    need('firm.administer'),
  ),
  'ownFields.stopLooking': request(['desk'], Empty, Done, need('firm.administer')),
  /** Out of sight, and back. No value is touched. Coming back fails with `ownFieldFault` when its name was taken meanwhile. */
  'ownFields.archive': request(
    ['desk'],
    z.object({ id: Id, archived: z.boolean() }),
    Changed,
    need('firm.administer'),
  ),
} as const;

export const ownFieldEvents = {
  'ownFields.changed': z.array(OwnField),
  /** 0..1 of a look. */
  'ownFields.looking': z.object({ share: z.number() }),
} as const;
