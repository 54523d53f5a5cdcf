import { expect, test } from 'vitest';
import { ContactDraft } from '../../../shared/contract/contacts.ts';
import { ANNA } from '../testing/sample.ts';
import { draftOfContact, draftOfForm, emptyForm, formOfContact } from './draft.ts';

test('a card survives the way through the form unchanged', () => {
  const direct = ContactDraft.parse(draftOfContact(ANNA));
  const through = ContactDraft.parse(draftOfForm(formOfContact(ANNA), ANNA));
  expect(through).toEqual(direct);
});

test('another company name is another company, and the first number is the main one', () => {
  const form = { ...formOfContact(ANNA), organisationName: 'Baltic Foods' };
  form.phones = form.phones.toReversed();
  const draft = draftOfForm(form, ANNA);
  expect(draft).toMatchObject({ organisationId: null, organisationName: 'Baltic Foods' });
  expect(draft.phones?.map((phone) => [phone.id, phone.main])).toEqual([
    [ANNA.phones[1]?.id, true],
    [ANNA.phones[0]?.id, false],
  ]);
});

test('empty rows of the short form are nothing', () => {
  const draft = draftOfForm({ ...emptyForm({ name: ' Ivan ', number: '  ' }), region: ' ' });
  expect(draft).toMatchObject({ name: 'Ivan', phones: [], region: null });
  expect(ContactDraft.safeParse(draft).success).toBe(true);
});
