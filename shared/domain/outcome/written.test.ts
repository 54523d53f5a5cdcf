import { describe, expect, it } from 'vitest';
import en from '../../../renderer/i18n/en/outcomes.json' with { type: 'json' };
import ru from '../../../renderer/i18n/ru/outcomes.json' with { type: 'json' };
import uk from '../../../renderer/i18n/uk/outcomes.json' with { type: 'json' };
import { BUILT_IN_OUTCOMES, builtInOutcomes } from './outcome.ts';
import { writtenOutcome } from './written.ts';

describe('an outcome in words', () => {
  it.each(Object.entries({ en, ru, uk }))('is called in %s as on the screen', (language, { name }) => {
    const flat = builtInOutcomes().map(({ parent: _, ...node }) => node);
    for (const key of BUILT_IN_OUTCOMES)
      expect(writtenOutcome(flat, key, language as 'en' | 'ru' | 'uk')).toBe(name[key]);
  });

  it('has its first level before it, and the firm’s own name', () => {
    const tree = builtInOutcomes().map((node) => (node.key === 'refused' ? { ...node, name: 'No' } : node));
    expect(writtenOutcome(tree, 'doNotCall', 'en')).toBe('No · Do not call');
    expect(writtenOutcome(tree, 'invented', 'en')).toBeUndefined();
  });
});
