import { useCallback } from 'react';
import { useTranslation } from '../../i18n/index.ts';

/** A number, or minor units of a currency as money: "1 250,50 €". */
export function useAmount(currency: string | undefined): (value: number) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback(
    (value) => {
      if (currency === undefined)
        return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
      const money = new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
      });
      return money.format(value / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
    },
    [language, currency],
  );
}
