import { DateTime } from 'luxon';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Contact } from '../../../shared/contract/contacts.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { ownFacts } from '../../../shared/domain/own-field/fact.ts';
import { segmentsIn } from '../../../shared/domain/talk-script/condition.ts';
import {
  SCRIPT_LANGUAGES,
  type ScriptFacts,
  type ScriptLanguage,
  type TalkScript,
} from '../../../shared/domain/talk-script/script.ts';
import type { TalkWorld } from './world.ts';

export interface FactsOptions {
  readonly repositories: Pick<Repositories, 'contacts' | 'calls' | 'ownFields'>;
  readonly world: Pick<TalkWorld, 'list' | 'inSegment'>;
  readonly settings: () => Settings;
  readonly me: () => { readonly name: string };
  readonly now: () => number;
}

/** What a script knows of a talk. */
export interface TalkSubject {
  readonly callId: string;
  readonly contactId?: string | undefined;
  readonly campaignId?: string | undefined;
}

/** How many of the customer's calls are looked at for the outcome of the last one. */
const LOOK_BACK = 10;

export function createFacts({ repositories, world, settings, me, now }: FactsOptions) {
  const { contacts, calls, ownFields } = repositories;

  function lastOutcome(contactId: string, callId: string): string | undefined {
    const { calls: latest } = calls.list({ contactId, limit: LOOK_BACK });
    return latest.find(({ id, outcome }) => id !== callId && outcome !== undefined)?.outcome;
  }

  /** @param script its conditions say which segments have to be looked into */
  return ({ callId, contactId, campaignId }: TalkSubject, script: TalkScript): ScriptFacts => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    const list = campaignId === undefined ? undefined : world.list(campaignId);
    const segments =
      contactId === undefined ? [] : segmentsIn(script).filter((id) => world.inSegment(id, contactId));
    const firm = settings().firmName.trim();
    // In the words of the talk, which is led in the customer's language.
    const language = languageOf(script.languages, contact?.language, settings().language);
    const own = contact ? ownFacts(ownFields.list(), contact.own, language) : {};
    return {
      contact: contact ? contactFacts(contact, lastOutcome(contact.id, callId)) : {},
      ...(Object.keys(own).length > 0 ? { own } : {}),
      me: { name: me().name },
      ...(firm === '' ? {} : { firm: { name: firm } }),
      ...(list && campaignId !== undefined ? { campaign: { id: campaignId, name: list.name } } : {}),
      ...(segments.length > 0 ? { segments } : {}),
      today: today(now(), contact?.zone ?? settings().zone),
    };
  };
}

export type Facts = ReturnType<typeof createFacts>;

function contactFacts(contact: Contact, lastOutcome: string | undefined): ScriptFacts['contact'] {
  const { name, role, channel, region, field, headCount, needs, language, zone, about } = contact;
  const fields = {
    ...{ name, role, channel, region, field, needs, language, zone, about, lastOutcome },
    ...{ stage: contact.stage, relation: contact.relation },
    headCount: headCount === undefined ? undefined : String(headCount),
    email: contact.emails[0]?.address,
    organisation: contact.organisationName,
    responsible: contact.responsibleName,
    tags: contact.tags.join(', '),
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

/** A zone that this machine does not know must not stop a talk: the day is then that of world time. */
function today(at: number, zone: string): string {
  const there = DateTime.fromMillis(at, { zone });
  return (there.isValid ? there : DateTime.fromMillis(at, { zone: 'utc' })).toFormat('yyyy-MM-dd');
}

/** The customer's language if the script has it, else the operator's, else the script's first. */
export function languageOf(
  languages: readonly ScriptLanguage[],
  contact: string | undefined,
  own: ScriptLanguage,
): ScriptLanguage {
  const spoken = SCRIPT_LANGUAGES.find((language) => contact?.toLowerCase().split('-')[0] === language);
  if (spoken && languages.includes(spoken)) return spoken;
  return languages.includes(own) ? own : (languages[0] ?? own);
}
