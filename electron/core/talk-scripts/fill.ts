import { IANAZone } from 'luxon';
import { CHANNELS, type Contact, type ContactDraft, STAGES } from '../../../shared/contract/contacts.ts';
import type { AnswerValue, FillableField } from '../../../shared/domain/talk-script/script.ts';

/** Why a value does not go into its field; for the log, since a talk never stops at it. */
export type FillProblem =
  | 'empty'
  | 'notANumber'
  | 'unknownChannel'
  | 'unknownZone'
  | 'notAnAddress'
  | 'tooLong';

/** As the contract has them. */
const LONGEST: Readonly<Partial<Record<FillableField, number>>> = {
  name: 300,
  role: 200,
  region: 200,
  field: 200,
  needs: 2_000,
  language: 35,
  about: 10_000,
};

/**
 * A customer with a value in one of its fields, as a change of the card; or why it does not fit. A number is read from its
 * text, a channel is one of the program's, an address comes to those that are there, and so do words about the customer.
 */
export function filled(
  contact: Contact,
  field: FillableField,
  text: string,
  answer?: AnswerValue | undefined,
): Partial<ContactDraft> | FillProblem {
  const value = text.trim();
  if (value === '') return 'empty';
  if (value.length > (LONGEST[field] ?? value.length)) return 'tooLong';
  switch (field) {
    case 'headCount': {
      const number = answer?.kind === 'number' ? answer.number : Number(value.replaceAll(/[\s,.]/gu, ''));
      return Number.isSafeInteger(number) && number >= 0 && number <= 10_000_000
        ? { headCount: number }
        : 'notANumber';
    }
    case 'channel': {
      const wanted = answer?.kind === 'one' ? answer.option : value;
      const channel = CHANNELS.find((one) => one.toLowerCase() === wanted.toLowerCase());
      return channel ? { channel } : 'unknownChannel';
    }
    case 'zone':
      return IANAZone.isValidZone(value) ? { zone: value } : 'unknownZone';
    case 'email': {
      if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value) || value.length > 320) return 'notAnAddress';
      const known = contact.emails.some(({ address }) => address.toLowerCase() === value.toLowerCase());
      return known ? {} : { emails: [...contact.emails, { address: value }] };
    }
    case 'about': {
      if (contact.about.includes(value)) return {};
      const about = contact.about.trim() === '' ? value : `${contact.about}\n${value}`;
      return about.length > 10_000 ? 'tooLong' : { about };
    }
    default:
      return { [field]: value };
  }
}

export const isStage = (stage: string): stage is Contact['stage'] =>
  (STAGES as readonly string[]).includes(stage);

/** A customer as somebody would have filled it in who changed nothing. */
export function draftOf(contact: Contact): ContactDraft {
  const { id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...rest } = contact;
  return {
    ...rest,
    phones: contact.phones.map(({ id, e164, raw, label, main }) => ({
      id,
      number: e164 ?? raw,
      label,
      main,
    })),
    emails: contact.emails.map(({ id, address }) => ({ id, address })),
  };
}
