import { describe, expect, it } from 'vitest';
import { draft, testBase } from '../../../db/testing.ts';
import type { Contact } from '../../../shared/contract/contacts.ts';
import type { FillableField } from '../../../shared/domain/talk-script/script.ts';
import { draftOf, filled } from './fill.ts';

function anna(fields: object = {}): Contact {
  using base = testBase();
  const { id } = base.repos.contacts.create(
    draft({
      name: 'Anna',
      about: 'Likes mornings',
      emails: [{ address: 'anna@volga.example' }],
      phones: [{ number: '+7 927 765-43-21', label: 'mobile' }],
      ...fields,
    }),
  );
  const contact = base.repos.contacts.get(id);
  if (!contact) throw new Error('no contact');
  return contact;
}

describe('a value in a field of the card', () => {
  it.each<[FillableField, string, unknown]>([
    ['headCount', '1 200', { headCount: 1200 }],
    ['headCount', 'many', 'notANumber'],
    ['headCount', '-3', 'notANumber'],
    ['channel', 'Website', { channel: 'website' }],
    ['channel', 'carrier pigeon', 'unknownChannel'],
    ['zone', 'Europe/Samara', { zone: 'Europe/Samara' }],
    ['zone', 'Samara', 'unknownZone'],
    ['email', 'ANNA@volga.example', {}],
    ['email', 'anna at volga', 'notAnAddress'],
    ['about', 'Likes mornings', {}],
    ['about', 'Has a dog', { about: 'Likes mornings\nHas a dog' }],
    ['region', '  Samara ', { region: 'Samara' }],
    ['region', 'x'.repeat(201), 'tooLong'],
    ['needs', '   ', 'empty'],
  ])('%s from "%s"', (field, text, expected) => {
    expect(filled(anna(), field, text)).toEqual(expected);
  });

  it('comes from an answer as it is meant: the number itself, the option and not its words', () => {
    expect(filled(anna(), 'headCount', '1,200', { kind: 'number', number: 1200 })).toEqual({
      headCount: 1200,
    });
    expect(filled(anna(), 'channel', 'Где-то в сети', { kind: 'one', option: 'website' })).toEqual({
      channel: 'website',
    });
  });

  it('adds an address to those that are there', () => {
    const { emails } = filled(anna(), 'email', 'a@b.example') as { emails: { address: string }[] };
    expect(emails.map(({ address }) => address)).toEqual(['anna@volga.example', 'a@b.example']);
  });
});

it('a draft of what is there changes nothing', () => {
  using base = testBase();
  const { id } = base.repos.contacts.create(
    draft({ name: 'Anna', organisationName: 'Volga', tags: ['vip'], phones: [{ number: '+79277654321' }] }),
  );
  const before = base.repos.contacts.get(id) as Contact;
  base.repos.contacts.update(id, before.version, draftOf(before));
  expect(base.repos.contacts.get(id)).toEqual(before);
});
