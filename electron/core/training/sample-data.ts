import type { Db } from '../../../db/open.ts';
import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { Channel, ContactDraft, Relation, Stage } from '../../../shared/contract/contacts.ts';
import type { Outcome } from '../../../shared/contract/outcomes.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import type { ContactSpec, Localised, Persona } from '../../../shared/domain/training/persona.ts';
import { TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import { SAMPLE_LINE } from '../../../shared/domain/training/sample.ts';
import { coldCall } from '../../../shared/domain/training/scripts/cold-call.ts';
import { addSampleGoods } from './sample-goods.ts';
import { addTrainingList } from './sample-prospects.ts';
import { addSampleScorecard } from './sample-scorecard.ts';
import { addSampleScripts } from './sample-scripts.ts';

export interface SampleDataOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly settings: Settings;
  readonly now: () => number;
  readonly newId: () => string;
}

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

interface PastTalk {
  readonly outcome: Outcome;
  readonly note: Localised;
}

/** What the last talks were about; each persona has had one of them. */
const PAST_TALKS: readonly PastTalk[] = [
  {
    outcome: 'order',
    note: {
      en: 'Happy with the last order, takes twice as much this time.',
      ru: 'Довольны прошлым заказом, на этот раз берут вдвое больше.',
      uk: 'Задоволені минулим замовленням, цього разу беруть удвічі більше.',
    },
  },
  {
    outcome: 'question',
    note: {
      en: 'Asked for the price list; wants a firm delivery date.',
      ru: 'Просили прайс-лист и точный срок поставки.',
      uk: 'Просили прайс і точний строк постачання.',
    },
  },
  {
    outcome: 'refused',
    note: {
      en: 'Price is too high, asked for a discount on volume.',
      ru: 'Дорого, просят скидку за объём.',
      uk: 'Дорого, просять знижку за обсяг.',
    },
  },
  {
    outcome: 'agreed',
    note: {
      en: 'Terms are settled, the contract goes out by post.',
      ru: 'Условия согласованы, договор уходит почтой.',
      uk: 'Умови узгоджено, договір надсилаємо поштою.',
    },
  },
  {
    outcome: 'callback',
    note: {
      en: 'Was in a meeting and asked for a call after lunch.',
      ru: 'Был на совещании, просил позвонить после обеда.',
      uk: 'Був на нараді, просив зателефонувати після обіду.',
    },
  },
  {
    outcome: 'complaint',
    note: {
      en: 'Two boxes came damaged; photographs are promised.',
      ru: 'Две коробки пришли повреждёнными, обещали прислать фотографии.',
      uk: 'Дві коробки прийшли пошкодженими, обіцяли надіслати фотографії.',
    },
  },
];

/**
 * Fills a new base with the customers of the training line, a talk and a promise each, and with scripts, so that the first call that
 * rings already brings a card worth reading; and the prospects of the training list. One transaction: a crash leaves an empty base, never half of one.
 *
 * @returns the first customer
 */
export function fillWithSampleData({
  db,
  repositories,
  settings,
  now,
  newId,
}: SampleDataOptions): string | undefined {
  const { language } = settings;
  return db.transaction(() => {
    let first: string | undefined;
    const scripts = addSampleScripts(repositories, language);
    addSampleScorecard(repositories, language, newId);
    // First, so that lists of the most recent customers begin with those who have a story.
    addTrainingList(repositories, language, scripts.get(coldCall));
    const users = new Map<string, string>();
    const organisations = new Map<string, string>();
    TRAINING_PERSONAS.forEach((persona, index) => {
      const spec = persona.contact;
      if (persona.colleague) addColleague(persona);
      if (!spec) return;
      const contactId = addContact(spec);
      first ??= contactId;
      addSampleGoods({ repositories, settings, now }, contactId, index);
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
    return first;

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
      const talk = PAST_TALKS[index % PAST_TALKS.length];
      if (e164 === undefined || talk === undefined) return;
      const number = { kind: 'e164' as const, e164, display: formatNumber(e164, settings.country) };
      const record: CallRecord = {
        call: {
          id: newId(),
          accountId: SAMPLE_LINE,
          direction: index % 3 === 0 ? 'outbound' : 'inbound',
          state: 'ended',
          remote: { number: e164, displayName: persona.displayName[language], anonymous: false },
          startedAt,
          answeredAt: startedAt + 6_000,
          endedAt: startedAt + 6_000 + (95 + index * 17) * 1000,
          hold: { operator: false, customer: false },
          heldMs: 0,
          muted: false,
          joined: false,
          end: { result: 'answered', cause: 'hangup', by: 'customer' },
        },
        identity: { reading: number, matches: [] },
        contactId,
        outcome: talk.outcome,
        note: talk.note[language],
        wrapUp: 'done',
        purpose: 'talk',
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
