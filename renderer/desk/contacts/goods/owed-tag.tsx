import { IconAlertTriangle, IconCoin } from '@tabler/icons-react';
import type { Relation } from '../../../../shared/contract/contacts.ts';
import type { CardGoods } from '../../../../shared/contract/goods.ts';
import { overdueDays } from '../../../../shared/domain/goods/owed.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import classes from './goods.module.css';
import { useToday } from './use-today.ts';

/**
 * What is owed, beside how we stand: the amount in each currency, and since when it should have been paid. A supplier's invoices
 * are ours to pay.
 */
export function OwedTags({ owed, relation }: { owed: CardGoods['owed']; relation: Relation }) {
  const { t } = useTranslation('goods');
  const format = useFormat();
  const today = useToday();
  const whose = relation === 'supplier' ? 'owing' : 'owed';
  return owed.map(({ amount, invoices, dueOn }) => {
    const overdue = overdueDays(today, dueOn) > 0;
    const Icon = overdue ? IconAlertTriangle : IconCoin;
    const money = format.money(amount);
    return (
      <span
        key={amount.currency}
        className={classes.owed}
        data-overdue={overdue}
        title={t('unpaid', { count: invoices })}
      >
        <Icon size={15} stroke={1.8} aria-hidden />
        {overdue && dueOn !== undefined
          ? t(`debt.${whose}.overdue`, { amount: money, day: format.day(dueOn) })
          : t(`debt.${whose}.open`, { amount: money })}
      </span>
    );
  });
}
