import { z } from 'zod';
import { TEXT_REASONS } from '../domain/call/text-number.ts';
import { ADDRESS_LABELS } from '../domain/contact/address.ts';
import { STAGES } from '../domain/contact/stage.ts';
import { ENCOUNTER_KINDS } from '../domain/goods/kinds.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { CardGoods } from './goods.ts';
import { ListSort } from './list-sort.ts';
import { atWork, need, needListed, needOf } from './need.ts';
import { OwnValues } from './own-fields.ts';

export { STAGES };

export const CONTACT_KINDS = ['person', 'organisation'] as const;
/** How they stand to the firm: every kind of counterpart has a card (row A9). */
export const RELATIONS = ['customer', 'supplier', 'colleague', 'partner', 'other'] as const;
export const CHANNELS = [
  'website',
  'search',
  'socialMedia',
  'recommendation',
  'exhibition',
  'mailing',
  'press',
  'other',
] as const;

export const ContactKind = z.enum(CONTACT_KINDS);
export const Relation = z.enum(RELATIONS);
export const Stage = z.enum(STAGES);
export const Channel = z.enum(CHANNELS);
export type ContactKind = z.infer<typeof ContactKind>;
export type Relation = z.infer<typeof Relation>;
export type Stage = z.infer<typeof Stage>;
export type Channel = z.infer<typeof Channel>;

export const PHONE_LABELS = ['main', 'mobile', 'work', 'home', 'fax', 'other'] as const;
export const PhoneLabel = z.enum(PHONE_LABELS);

export const Phone = z.object({
  id: Id,
  /** E.164 with the plus, when the number could be read; otherwise absent and `raw` is all there is. */
  e164: z.string().optional(),
  /** As it was written. */
  raw: z.string(),
  /** National or international writing for people. */
  display: z.string(),
  label: PhoneLabel,
  main: z.boolean(),
  /** Whose it is, when it is answered. */
  note: z.string().optional(),
  /** Kept as text, and why; absent: it can be dialled. */
  text: z.enum(TEXT_REASONS).optional(),
});
export type Phone = z.infer<typeof Phone>;

export const Email = z.object({ id: Id, address: z.string() });

/** In one piece, as people write and paste it. */
export const PostalAddress = z.object({ label: z.enum(ADDRESS_LABELS), text: text(500) });
export type PostalAddress = z.infer<typeof PostalAddress>;

export const CONSENTS = ['given', 'refused'] as const;
export const Consent = z.enum(CONSENTS);
/** A day of the calendar, whatever the zone. */
export const Day = z.iso.date();
export const Birthday = z.union([Day, z.string().regex(/^--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)]);

/** The facts that a firm may make mandatory (row A5); the first fixed set. */
const facts = {
  relation: Relation,
  stage: Stage,
  responsibleId: Id.optional(),
  channel: Channel.optional(),
  region: text(200).optional(),
  field: text(200).optional(),
  headCount: z.number().int().min(0).max(10_000_000).optional(),
  needs: text(2000).optional(),
  tags: z.array(text(60)).max(50),
  language: text(35).optional(),
  /** IANA name, when it is known better than the number tells. */
  zone: text(64).optional(),
  /** Whether they agreed to be called; absent: nobody has asked. */
  consent: Consent.optional(),
  /** `yyyy-mm-dd`, or `--mm-dd` when the year is not known. */
  birthday: Birthday.optional(),
  /** `yyyy-mm-dd` */
  contractEndsOn: Day.optional(),
};

export const Contact = z.object({
  id: Id,
  version: z.number().int(),
  kind: ContactKind,
  name: z.string(),
  organisationId: Id.optional(),
  organisationName: z.string().optional(),
  /** Role in the organisation: accountant, buyer, owner. */
  role: z.string().optional(),
  ...facts,
  responsibleName: z.string().optional(),
  about: z.string(),
  addresses: z.array(PostalAddress),
  phones: z.array(Phone),
  emails: z.array(Email),
  /** Of the firm's own fields, as they are kept; archived fields too. */
  own: OwnValues,
  createdAt: Time,
  updatedAt: Time,
});
export type Contact = z.infer<typeof Contact>;

/** What a person fills in. Numbers come in any writing; the core reads them. */
export const ContactDraft = z.object({
  kind: ContactKind,
  name: text(300).refine((name) => name.trim() !== '', 'empty'),
  organisationId: Id.nullish(),
  /** A new organisation by name, when there is no `organisationId`; an existing one of that name is taken. */
  organisationName: text(300).nullish(),
  role: text(200).nullish(),
  relation: Relation.default('customer'),
  stage: Stage.default('new'),
  responsibleId: Id.nullish(),
  channel: Channel.nullish(),
  region: text(200).nullish(),
  field: text(200).nullish(),
  headCount: z.number().int().min(0).max(10_000_000).nullish(),
  needs: text(2000).nullish(),
  tags: z.array(text(60)).max(50).default([]),
  language: text(35).nullish(),
  zone: text(64).nullish(),
  consent: Consent.nullish(),
  birthday: Birthday.nullish(),
  contractEndsOn: Day.nullish(),
  about: text(10_000).default(''),
  /** Absent: as they are, and so with the note of a number. */
  addresses: z.array(PostalAddress).max(20).optional(),
  phones: z
    .array(
      z.object({
        id: Id.optional(),
        number: text(100),
        label: PhoneLabel.default('main'),
        main: z.boolean().default(false),
        note: text(200).nullish(),
      }),
    )
    .max(50)
    .default([]),
  emails: z
    .array(z.object({ id: Id.optional(), address: text(320) }))
    .max(50)
    .default([]),
  /** All of the firm's own fields; absent: they stay as they are. */
  own: OwnValues.optional(),
});
export type ContactDraft = z.infer<typeof ContactDraft>;
export type ContactDraftInput = z.input<typeof ContactDraft>;

/** Where a search found something. */
export const HIT_FIELDS = [
  'name',
  'organisation',
  'role',
  'tag',
  'number',
  'email',
  'contract',
  'invoice',
  'serial',
  'own',
] as const;

export const Hit = z.object({
  field: z.enum(HIT_FIELDS),
  /** The whole text in which it stands; of the firm's own fields with the field's name: "Level: Gold". */
  text: z.string(),
  /** The parts of it that answer to what was typed: from, and after the last, in UTF-16 units. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** It is not quite what was typed. */
  near: z.boolean().optional(),
});
export type Hit = z.infer<typeof Hit>;

export const ContactRow = z.object({
  id: Id,
  kind: ContactKind,
  name: z.string(),
  organisationName: z.string().optional(),
  role: z.string().optional(),
  relation: Relation,
  stage: Stage,
  responsibleName: z.string().optional(),
  phone: z.string().optional(),
  phoneDisplay: z.string().optional(),
  /** As `Phone.text`, of `phone`. */
  phoneText: z.enum(TEXT_REASONS).optional(),
  email: z.string().optional(),
  lastContactAt: Time.optional(),
  tags: z.array(z.string()),
  /** Why a search found it. */
  hits: z.array(Hit).optional(),
});
export type ContactRow = z.infer<typeof ContactRow>;

export const Task = z.object({
  id: Id,
  version: z.number().int(),
  contactId: Id.optional(),
  contactName: z.string().optional(),
  /** Number to dial from the reminder, E.164 or raw. */
  phone: z.string().optional(),
  callId: Id.optional(),
  title: z.string(),
  dueAt: Time,
  /** IANA zone in which a person meant the wall clock. */
  zone: z.string(),
  /** How long it is expected to take. */
  minutes: z.number().int(),
  /** Who has to do it. */
  assigneeId: Id.optional(),
  assigneeName: z.string().optional(),
  /** Made by a rule. */
  ruleId: Id.optional(),
  /** Made in a list: the prospect comes up in it at this time. */
  leadId: Id.optional(),
  state: z.enum(['open', 'done']),
  postponements: z.number().int(),
  doneAt: Time.optional(),
  /** When it last rang, so that a restart does not ring it again. */
  rangAt: Time.optional(),
});
export type Task = z.infer<typeof Task>;

export const CallEntry = z.object({
  kind: z.literal('call'),
  id: Id,
  at: Time,
  direction: z.enum(['inbound', 'outbound']),
  result: z.string(),
  talkMs: z.number(),
  ringMs: z.number(),
  outcome: z.string().optional(),
  note: z.string(),
  number: z.string(),
  /** For an organisation's timeline: the person who was on the line. */
  withName: z.string().optional(),
  recordingId: Id.optional(),
  /** Of the script that led it. */
  scriptName: z.string().optional(),
});

export const TimelineEntry = z.discriminatedUnion('kind', [
  CallEntry,
  z.object({
    kind: z.literal('note'),
    id: Id,
    at: Time,
    text: z.string(),
    authorName: z.string().optional(),
  }),
  z.object({
    kind: z.literal('encounter'),
    id: Id,
    version: z.number().int(),
    what: z.enum(ENCOUNTER_KINDS),
    at: Time,
    minutes: z.number().int().optional(),
    direction: z.enum(['inbound', 'outbound']).optional(),
    text: z.string(),
    authorName: z.string().optional(),
    /** For an organisation's timeline: the person whom it was with. */
    withName: z.string().optional(),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** `calls` has those past this program too, `visits` also meetings, `letters` also e-mails and messages. */
export const TIMELINE_FILTERS = ['all', 'calls', 'visits', 'letters', 'notes'] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];
/** So many entries come with the card. */
export const TIMELINE_FIRST = 20;

/** Somebody beside the customer, and how to call him. */
const ContactInBrief = ContactRow.pick({
  ...{ id: true, name: true, role: true },
  ...{ phone: true, phoneDisplay: true, phoneText: true },
});

/** Everything that the card shows, in one answer. */
export const Card = z.object({
  contact: Contact,
  organisation: Contact.optional(),
  /** People of the organisation (of this one, or of the person's), who was in touch last first; a person's are a few. */
  people: z.array(ContactInBrief),
  lastTalk: CallEntry.optional(),
  openTasks: z.array(Task),
  timeline: z.array(TimelineEntry),
  goods: CardGoods,
  missing: z.array(z.enum(['channel', 'region', 'field', 'headCount', 'needs'])),
  /** The firm's own fields that are due by now and empty, in the order of the card. */
  missingOwn: z.array(Id),
});
export type Card = z.infer<typeof Card>;

export const ContactFilter = z.object({
  search: text(200).optional(),
  kind: ContactKind.optional(),
  relation: Relation.optional(),
  stage: Stage.optional(),
  sort: ListSort,
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

export const contactRequests = {
  'contacts.list': request(
    ['desk'],
    ContactFilter,
    z.object({
      contacts: z.array(ContactRow),
      total: z.number().int(),
      /** There are more than `total`: nobody counted them to the end. */
      uncounted: z.boolean(),
      more: z.boolean(),
      /** What the same keys write in another layout: it was found, and the text was not. */
      readAs: z.string().optional(),
    }),
    needListed('customers.view'),
  ),
  'contacts.card': request(
    ['desk', 'shell'],
    z.object({ id: Id }),
    Card,
    needOf('customers.view', 'contact', 'id'),
  ),
  /** What happened, newest first, behind an entry that is known. `search`: in what was said and written. */
  'contacts.timeline': request(
    ['desk'],
    z.object({
      contactId: Id,
      filter: z.enum(TIMELINE_FILTERS),
      search: text(200).optional(),
      before: z.object({ at: Time, id: Id }).optional(),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({ entries: z.array(TimelineEntry), more: z.boolean() }),
    needOf('customers.view', 'contact', 'contactId'),
  ),
  /** Who has this number? For the palette, the warning on entry, the clipboard. */
  'contacts.byNumber': request(
    ['desk', 'shell'],
    z.object({ number: text(256) }),
    z.array(ContactRow),
    needListed('customers.view'),
  ),
  'contacts.create': request(['desk'], z.object({ draft: ContactDraft }), Changed, need('customers.create')),
  /** Fails with `changedMeanwhile` when `version` is not the present one. */
  'contacts.update': request(
    ['desk'],
    z.object({ id: Id, version: z.number().int(), draft: ContactDraft }),
    Changed,
    needOf('customers.edit', 'contact', 'id'),
  ),
  'contacts.remove': request(
    ['desk'],
    z.object({ id: Id }),
    Changed,
    needOf('customers.delete', 'contact', 'id'),
  ),
  'contacts.addNote': request(
    ['desk'],
    z.object({ contactId: Id, text: text(10_000) }),
    Changed,
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  /** Takes a change back as a new change; fails with `changedMeanwhile` when somebody changed the row since. */
  'changes.undo': request(
    ['desk'],
    z.object({ changeId: Id }),
    Done,
    needOf('changes.undo', 'change', 'changeId'),
  ),
} as const;

export const contactEvents = {
  'contacts.changed': z.object({ ids: z.array(Id) }),
} as const;

export const userRequests = {
  'users.list': request(
    ['desk'],
    Empty,
    z.array(z.object({ id: Id, name: z.string(), me: z.boolean() })),
    atWork,
  ),
} as const;
