import { describe, expect, it } from 'vitest';
import { draft, ME, testBase } from '../../testing.ts';

const page = { offset: 0, limit: 10 };

describe('the list of those who must not be called', () => {
  it('holds numbers and customers, each once', () => {
    using base = testBase();
    const { doNotCall, contacts } = base.repos;
    const contactId = contacts.create(draft({ name: 'Anna' })).id;
    const first = doNotCall.add({ number: '+79160001000', reason: 'asked by letter' });
    expect(doNotCall.add({ number: '+79160001000', reason: 'again' }).id).toBe(first.id);
    doNotCall.add({ contactId, reason: '' });
    expect(doNotCall.hasNumber('+79160001000')).toBe(true);
    expect(doNotCall.hasNumber('+79160001001')).toBe(false);
    expect(doNotCall.hasContact(contactId)).toBe(true);
    expect(doNotCall.list(page)).toMatchObject({
      total: 2,
      entries: [
        { contactId, contactName: 'Anna' },
        {
          number: '+79160001000',
          numberDisplay: '8 (916) 000-10-00',
          reason: 'asked by letter',
          addedBy: 'Olena',
        },
      ],
    });
    expect(doNotCall.list({ ...page, search: '0001000' }).total).toBe(1);
    expect(doNotCall.list({ ...page, search: 'ann' }).entries).toMatchObject([{ contactId }]);
    doNotCall.remove(first.id);
    expect(doNotCall.hasNumber('+79160001000')).toBe(false);
    expect(doNotCall.get(first.id)).toBeUndefined();
  });
});

describe('the audit', () => {
  it('keeps who did what', () => {
    using base = testBase();
    const { audit } = base.repos;
    audit.add({
      action: 'dial.override',
      subject: 'lead',
      subjectId: 'x',
      detail: { reason: 'asked us to' },
    });
    audit.add({ action: 'doNotCall.remove', subject: 'number', detail: {} });
    expect(audit.list({ limit: 5 })).toMatchObject([
      { action: 'doNotCall.remove', actorId: ME },
      { action: 'dial.override', subjectId: 'x', detail: { reason: 'asked us to' }, at: base.clock.now },
    ]);
    expect(audit.list({ limit: 1 })).toHaveLength(1);
  });
});
