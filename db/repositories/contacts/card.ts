import type { Card, Contact, ContactRow } from '../../../shared/contract/contacts.ts';
import type { Deps } from '../context.ts';
import { type RawTask, TASK, toTask } from '../tasks/view.ts';
import { type RawRow, ROW_COLUMNS, ROW_JOINS, toRow } from './rows.ts';
import { createTimeline } from './timeline.ts';
import { createContactReader } from './view.ts';

export type MandatoryField = Card['missing'][number];

const TIMELINE = 20;
const PEOPLE = 50;

/** Everything that the screen pop shows, in well under a millisecond: it is on the way from the ring to the screen. */
export function createCardReader({
  db,
  home,
}: Deps): (id: string, mandatory: readonly MandatoryField[]) => Card | undefined {
  const { sqlite } = db;
  const contactOf = createContactReader(sqlite);
  const timeline = createTimeline(sqlite);
  const people = sqlite.prepare(
    `select ${ROW_COLUMNS} from contacts c ${ROW_JOINS} where c.organisation_id = +? and c.id <> +? and c.deleted_at is null
     order by c.rseq desc limit ${PEOPLE}`,
  );
  const tasks = sqlite.prepare(
    `${TASK} where t.contact_id = +? and t.done = 0 and t.deleted_at is null order by t.due_at, t.id`,
  );

  return (id, mandatory) => {
    const at = home();
    const contact = contactOf(id, at);
    if (contact === undefined) return undefined;
    const organisation =
      contact.organisationId === undefined ? undefined : contactOf(contact.organisationId, at);
    const company = organisation?.id ?? (contact.kind === 'organisation' ? contact.id : undefined);
    const lastTalk = timeline.lastTalk(contact, at);
    return {
      contact,
      ...(organisation === undefined ? {} : { organisation }),
      people:
        company === undefined
          ? []
          : (people.all(company, id) as RawRow[]).map((raw): ContactRow => toRow(raw, at)),
      ...(lastTalk === undefined ? {} : { lastTalk }),
      openTasks: (tasks.all(id) as RawTask[]).map(toTask),
      timeline: timeline.newest(contact, TIMELINE, at),
      missing: mandatory.filter((field) => isEmpty(contact, field)),
    };
  };
}

const isEmpty = (contact: Contact, field: MandatoryField): boolean =>
  contact[field] === undefined || contact[field] === '';
