import {
  type Card,
  type Contact,
  TIMELINE_FIRST,
  type TimelineEntry,
} from '../../../shared/contract/contacts.ts';
import { missingOwn } from '../../../shared/domain/own-field/due.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import type { Deps } from '../context.ts';
import { createGoodsOnCard } from '../goods/on-card.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import { present, presentRows } from '../present.ts';
import { type RawTask, TASK, toTask } from '../tasks/view.ts';
import { createCardParts } from './on-card.ts';
import { MAIN_PHONE, phoneOf } from './rows.ts';
import { createTimeline } from './timeline.ts';
import { createContactReader } from './view.ts';

export type MandatoryField = Card['missing'][number];
type InBrief = Card['people'][number];

/** Colleagues of a person who calls, and all of a firm that does: each costs as much as the customer's own numbers. */
const PEOPLE = { person: 5, organisation: 50 } as const;

/** Everything that the screen pop shows, in well under a millisecond: it is on the way from the ring to the screen. */
export function createCardReader(
  { db, home }: Deps,
  ownFields: OwnFieldReader,
): (id: string, mandatory: readonly MandatoryField[]) => Card | undefined {
  const { sqlite } = db;
  const contactOf = createContactReader(db);
  const timeline = createTimeline(sqlite);
  const goods = createGoodsOnCard(sqlite);
  const partsOf = createCardParts(sqlite);
  const people = presentRows<InBrief>(
    sqlite.prepare(
      `select c.id, c.name, c.role, ${MAIN_PHONE} as phone from contacts c
       where c.organisation_id = +? and c.id <> +? and c.deleted_at is null order by c.rseq desc limit +?`,
    ),
  );
  const tasks = sqlite.prepare(
    `${TASK} where t.contact_id = +? and t.done = 0 and t.deleted_at is null order by t.due_at, t.id`,
  );

  const spoken = sqlite
    .prepare(
      `select 1 from calls where contact_id = +? and purpose = 'talk' and (answered_at is not null or state <> 'ended') limit 1`,
    )
    .pluck();

  /** Most firms ask for few, and most of those are there: the calls are looked at only when it depends on them. */
  function dueOwn({ id, kind, stage, own }: Contact): string[] {
    const fields = ownFields.list();
    const dueWhen = (talked: boolean) =>
      missingOwn(fields, own, { kind, stage, talked }).map((field) => field.id);
    const most = dueWhen(true);
    if (most.length === 0) return most;
    return spoken.get(id) === undefined ? dueWhen(false) : most;
  }

  /** Behind the newest entries there is something only when they are as many as fit. */
  const askLastTalk = (contact: Contact, entries: readonly TimelineEntry[], at: Home) =>
    entries.length < TIMELINE_FIRST ? undefined : timeline.lastTalk(contact, at);

  function read(id: string, mandatory: readonly MandatoryField[]): Card | undefined {
    const at = home();
    const contact = contactOf(id, at);
    if (contact === undefined) return undefined;
    const organisation =
      contact.organisationId === undefined ? undefined : contactOf(contact.organisationId, at);
    const company = organisation?.id ?? (contact.kind === 'organisation' ? contact.id : undefined);
    const parts = partsOf(id, organisation?.id ?? null);
    const entries = timeline.newest(contact, TIMELINE_FIRST, at, parts);
    const lastTalk = lastTalkOf(entries) ?? askLastTalk(contact, entries, at);
    return {
      contact,
      ...(organisation === undefined ? {} : { organisation }),
      people:
        company === undefined
          ? []
          : people.all(company, id, PEOPLE[contact.kind]).map((person) => withDisplay(person, at)),
      ...(lastTalk === undefined ? {} : { lastTalk }),
      openTasks: parts.has('tasks') ? (tasks.all(id) as RawTask[]).map(toTask) : [],
      timeline: entries,
      goods: goods(id, organisation?.id ?? null, parts),
      missing: mandatory.filter((field) => isEmpty(contact, field)),
      missingOwn: dueOwn(contact),
    };
  }

  return (id, mandatory) => db.reading(() => read(id, mandatory));
}

const withDisplay = (person: InBrief, home: Home): InBrief =>
  person.phone === undefined ? person : present({ ...person, ...phoneOf(person.phone, home) });

/** Nearly always the last talk is among the newest entries, and needs no statement of its own. */
const lastTalkOf = (entries: readonly TimelineEntry[]): Card['lastTalk'] =>
  entries.find((entry) => entry.kind === 'call' && entry.talkMs > 0) as Card['lastTalk'];

const isEmpty = (contact: Contact, field: MandatoryField): boolean =>
  contact[field] === undefined || contact[field] === '';
