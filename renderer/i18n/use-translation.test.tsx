// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { setLanguage, startI18n, useTranslation } from './index.ts';

afterEach(cleanup);

function Words({ count }: { count: number }) {
  const { t, i18n } = useTranslation(['contacts', 'common']);
  return (
    <p>
      {[i18n.language, t('list.new'), t('common:save'), t('list.total', { count, formatted: count })].join(
        ' | ',
      )}
    </p>
  );
}

it('says all in the language of the moment, with its parameters, and hears of another language', () => {
  startI18n('en');
  const { rerender } = render(<Words count={1} />);
  const said = () => screen.getByText(/\|/).textContent;
  expect(said()).toBe('en | New | Save | 1 customer');
  rerender(<Words count={2} />);
  expect(said()).toBe('en | New | Save | 2 customers');
  act(() => setLanguage('uk'));
  expect(said()).toBe('uk | Новий | Зберегти | 2 клієнти');
  act(() => setLanguage('en'));
  expect(said()).toBe('en | New | Save | 2 customers');
});

it('gives all who ask the same catalogues the same function, so that nothing is made anew for it', () => {
  startI18n('en');
  const seen = new Set<unknown>();
  function Asker() {
    seen.add(useTranslation(['contacts', 'common']).t);
    return null;
  }
  render(
    <>
      <Asker />
      <Asker />
    </>,
  );
  expect(seen.size).toBe(1);
});
