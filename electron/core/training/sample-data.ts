import type { Db } from '../../../db/open.ts';
import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import type { Channel, ContactDraft, Relation, Stage } from '../../../shared/contract/contacts.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import type { ContactSpec, Persona } from '../../../shared/domain/training/persona.ts';
import { TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';

export interface SampleDataOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly settings: Settings;
  readonly now: () => number;
  readonly newId: () => string;
}

const COLLEAGUE = 'colleague';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const STAGE: Record<ContactSpec['stage'], { relation: Relation; stage: Stage }> = {
  lead: { relation: 'customer', stage: 'interested' },
  negotiation: { relation: 'customer', stage: 'negotiation' },
  customer: { relation: 'customer', stage: 'customer' },
  lost: { relation: 'customer', stage: 'lapsed' },
  supplier: { relation: 'supplier', stage: 'customer' },
  partner: { relation: 'partner', stage: 'customer' },
};

const CHANNEL: Record<NonNullable<ContactSpec['channel']>, Channel> = {
  phone: 'other',
  web: 'website',
  referral: 'recommendation',
  exhibition: 'exhibition',
  advertising: 'press',
};

const LAST_TALK: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Asked for the price list; wants a firm delivery date.',
    'Happy with the last order, may take twice as much.',
    'Price is too high, asked for a discount on volume.',
  ],
  ru: [
    'Просили прайс-лист и точный срок поставки.',
    'Довольны прошлым заказом, могут взять вдвое больше.',
    'Дорого, просят скидку за объём.',
  ],
  uk: [
    'Просили прайс і точний строк постачання.',
    'Задоволені минулим замовленням, можуть узяти вдвічі більше.',
    'Дорого, просять знижку за обсяг.',
  ],
};

/**
 * Fills a new base with the customers of the training line, a talk and a promise each, so that the first call that
 * rings already brings a card worth reading. One transaction: a crash leaves an empty base, never half of one.
 */
export function fillWithSampleData({ db, repositories, settings, now, newId }: SampleDataOptions): void {
  const { language } = settings;
  db.transaction(() => {
    const users = new Map<string, string>();
    const organisations = new Map<string, string>();
    TRAINING_PERSONAS.forEach((persona, index) => {
      const spec = persona.contact;
      if (persona.id === COLLEAGUE) addColleague(persona);
      if (!spec) return;
      const contactId = addContact(spec);
      addTalk(contactId, persona, spec, now() - (index + 1) * DAY_MS - 2 * HOUR_MS, index);
      if (spec.openPromise) {
        repositories.tasks.create({
          contactId,
          title: spec.openPromise[language],
          dueAt: now() + (index + 1) * HOUR_MS,
          zone: settings.zone,
        });
      }
    });

    /** Somebody of the house, known by the extension only. */
    function addColleague(persona: Persona): void {
      const phones = [{ number: persona.number, label: 'work' as const, main: true }];
      const name = persona.displayName[language];
      repositories.contacts.create({
        ...blank('person', name),
        relation: 'colleague',
        stage: 'customer',
        phones,
      });
    }

    function responsibleOf(spec: ContactSpec): string | undefined {
      const name = spec.responsible?.[language];
      if (name === undefined) return undefined;
      const known = users.get(name);
      if (known !== undefined) return known;
      const id = newId();
      repositories.users.save({ id, name });
      users.set(name, id);
      return id;
    }

    function organisationOf(spec: ContactSpec): string | undefined {
      const name = spec.organisationName?.[language];
      if (name === undefined) return undefined;
      const known = organisations.get(name);
      if (known !== undefined) return known;
      const draft = {
        ...blank('organisation', name),
        ...STAGE[spec.stage],
        ...numbers(spec.organisationNumbers ?? []),
      };
      const { id } = repositories.contacts.create({
        ...draft,
        ...given('responsibleId', responsibleOf(spec)),
      });
      organisations.set(name, id);
      return id;
    }

    function addContact(spec: ContactSpec): string {
      return repositories.contacts.create({
        ...blank('person', spec.personName[language]),
        ...STAGE[spec.stage],
        ...numbers(spec.numbers),
        ...given('organisationId', organisationOf(spec)),
        ...given('role', spec.role?.[language]),
        ...given('responsibleId', responsibleOf(spec)),
        ...given('channel', spec.channel && CHANNEL[spec.channel]),
      }).id;
    }

    function addTalk(
      contactId: string,
      persona: Persona,
      spec: ContactSpec,
      startedAt: number,
      index: number,
    ): void {
      const e164 = spec.numbers[0];
      if (e164 === undefined) return;
      const number = { kind: 'e164' as const, e164, display: formatNumber(e164, settings.country) };
      const record: CallRecord = {
        call: {
          id: newId(),
          accountId: 'sample',
          direction: index % 3 === 0 ? 'outbound' : 'inbound',
          state: 'ended',
          remote: { number: e164, displayName: persona.displayName[language], anonymous: false },
          startedAt,
          answeredAt: startedAt + 6_000,
          endedAt: startedAt + 6_000 + (95 + index * 17) * 1000,
          hold: { operator: false, customer: false },
          heldMs: 0,
          muted: false,
          end: { result: 'answered', cause: 'hangup', by: 'customer' },
        },
        identity: { reading: number, matches: [] },
        contactId,
        outcome: 'question',
        note: LAST_TALK[language][index % 3] ?? '',
        wrapUp: 'done',
      };
      const kind = record.call.direction === 'inbound' ? 'incoming' : 'dialing';
      const { id: callId, accountId, remote } = record.call;
      repositories.calls.saveWithFact(record, { kind, callId, at: startedAt, accountId, remote });
    }
  });
}

const blank = (kind: 'person' | 'organisation', name: string): ContactDraft => ({
  kind,
  name,
  relation: 'customer',
  stage: 'new',
  tags: [],
  about: '',
  phones: [],
  emails: [],
});

const numbers = (written: readonly string[]): Pick<ContactDraft, 'phones'> => ({
  phones: written.map((number, position) => ({
    number,
    label: position === 0 ? ('main' as const) : ('mobile' as const),
    main: position === 0,
  })),
});

const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
