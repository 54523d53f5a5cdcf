import { describe, expect, it } from 'vitest';
import en from '../../../renderer/i18n/en/contacts.json' with { type: 'json' };
import ru from '../../../renderer/i18n/ru/contacts.json' with { type: 'json' };
import uk from '../../../renderer/i18n/uk/contacts.json' with { type: 'json' };
import { CHANNELS, RELATIONS, STAGES } from '../../contract/contacts.ts';
import { writtenFact } from './written.ts';

describe('what is known of a customer, in words', () => {
  it.each(Object.entries({ en, ru, uk }))(
    'is called in %s as on the card',
    (key, { stage, channel, relation }) => {
      const language = key as 'en' | 'ru' | 'uk';
      for (const one of STAGES) expect(writtenFact('stage', one, language)).toBe(stage[one]);
      for (const one of CHANNELS) expect(writtenFact('channel', one, language)).toBe(channel[one]);
      for (const one of RELATIONS) expect(writtenFact('relation', one, language)).toBe(relation[one]);
    },
  );

  it('stays as it is when it is no word of the program', () => {
    expect(writtenFact('channel', 'carrier pigeon', 'en')).toBe('carrier pigeon');
    expect(writtenFact('stage', 'toString', 'ru')).toBe('toString');
  });
});
