import type { Money } from '../../../shared/domain/goods/money.ts';

/** Money as it stands in a row; both or neither. */
export interface RawMoney {
  readonly minor: number | null;
  readonly currency: string | null;
}

export const moneyOf = <Name extends string>(
  name: Name,
  minor: number | null,
  currency: string | null,
): { [N in Name]?: Money } =>
  (minor === null || currency === null ? {} : { [name]: { minor, currency } }) as { [N in Name]?: Money };

/** What a person wrote, or null for nothing. */
export const written = (text: string | null | undefined): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
};
