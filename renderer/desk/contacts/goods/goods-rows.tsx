import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFile } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CardDocument, CustomerContract, Invoice, Purchase } from '../../../../shared/contract/goods.ts';
import { paymentOn } from '../../../../shared/domain/goods/owed.ts';
import { termOn } from '../../../../shared/domain/goods/term.ts';
import { warrantyOn } from '../../../../shared/domain/goods/warranty.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import classes from './goods.module.css';
import type { GoodsSubject } from './goods-draft.ts';
import { useToday } from './use-today.ts';

interface RowProps<T> {
  row: T;
  onEdit: (subject: GoodsSubject) => void;
}

/** How something stands: in words and by its sign, the colour only repeats it. */
function State({ tone, children }: { tone: 'good' | 'wait' | 'plain'; children: ReactNode }) {
  return (
    <span className={classes.state} data-tone={tone}>
      {tone === 'wait' && <IconAlertTriangle size={13} stroke={2} aria-hidden />}
      {tone === 'good' && <IconCircleCheck size={13} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}

function Name({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={classes.name} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

export function PurchaseRow({ row, onEdit }: RowProps<Purchase>) {
  const { t } = useTranslation('goods');
  const format = useFormat();
  const warranty = warrantyOn(useToday(), row.warrantyUntil);
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <Name label={t('edit', { name: row.name })} onClick={() => onEdit({ of: 'purchase', row })}>
          {row.name}
        </Name>
        {row.quantity !== 1 && <span className={classes.dim}>× {format.number(row.quantity)}</span>}
        {row.serial !== undefined && <span className={classes.serial}>{row.serial}</span>}
      </div>
      {warranty.kind === 'in' && (
        <State tone="good">{t('warranty.in', { day: format.day(warranty.until) })}</State>
      )}
      {warranty.kind === 'ended' && (
        <State tone="plain">{t('warranty.ended', { day: format.day(warranty.on) })}</State>
      )}
      {warranty.kind === 'none' && row.boughtOn !== undefined && (
        <State tone="plain">{t('bought', { day: format.day(row.boughtOn) })}</State>
      )}
    </div>
  );
}

export function ContractRow({ row, onEdit }: RowProps<CustomerContract>) {
  const { t } = useTranslation('goods');
  const format = useFormat();
  const term = termOn(useToday(), row);
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <Name label={t('edit', { name: row.number })} onClick={() => onEdit({ of: 'contract', row })}>
          {t('number', { number: row.number })}
        </Name>
        {row.amount !== undefined && <span className={classes.amount}>{format.money(row.amount)}</span>}
        {row.subject !== '' && <span className={classes.dim}>{row.subject}</span>}
      </div>
      {term.kind === 'ending' && (
        <State tone="wait">
          {term.daysLeft === 0 ? t('term.today') : t('term.ending', { count: term.daysLeft })}
        </State>
      )}
      {term.kind === 'running' && (
        <State tone="good">
          {term.until === undefined ? t('term.running') : t('term.until', { day: format.day(term.until) })}
        </State>
      )}
      {term.kind === 'begins' && <State tone="plain">{t('term.begins', { day: format.day(term.on) })}</State>}
      {term.kind === 'ended' && <State tone="plain">{t('term.ended', { day: format.day(term.on) })}</State>}
      {(term.kind === 'draft' || term.kind === 'terminated') && (
        <State tone="plain">{t(`contractState.${term.kind}`)}</State>
      )}
    </div>
  );
}

interface InvoiceRowProps extends RowProps<Invoice> {
  /** Absent: this person may not. */
  onPaid?: ((row: Invoice) => void) | undefined;
}

export function InvoiceRow({ row, onEdit, onPaid }: InvoiceRowProps) {
  const { t } = useTranslation('goods');
  const format = useFormat();
  const payment = paymentOn(useToday(), row);
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <Name label={t('edit', { name: row.number })} onClick={() => onEdit({ of: 'invoice', row })}>
          {t('number', { number: row.number })}
        </Name>
        <span className={classes.amount}>{format.money(row.amount)}</span>
        <span className={classes.dim}>{row.subject || format.day(row.issuedOn)}</span>
      </div>
      {payment.kind === 'paid' && (
        <State tone="good">
          {payment.on === undefined
            ? t('payment.paid')
            : t('payment.paidOn', { day: format.day(payment.on) })}
        </State>
      )}
      {payment.kind !== 'paid' && (
        <span className={classes.states}>
          <State tone={payment.overdueDays > 0 ? 'wait' : 'plain'}>
            {payment.kind === 'part' && `${t('payment.left', { amount: format.money(payment.left) })} · `}
            {payment.overdueDays > 0
              ? t('payment.overdue', { count: payment.overdueDays })
              : row.dueOn === undefined
                ? t('payment.open')
                : t('payment.due', { day: format.day(row.dueOn) })}
          </State>
          {onPaid && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('payLabel', { number: row.number })}
              onClick={() => onPaid(row)}
            >
              {t('pay')}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

interface DocumentRowProps {
  row: CardDocument;
  onOpen: (row: CardDocument) => void;
  onRemove?: ((row: CardDocument) => void) | undefined;
}

export function DocumentRow({ row, onOpen, onRemove }: DocumentRowProps) {
  const { t } = useTranslation('goods');
  const format = useFormat();
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <IconFile size={14} stroke={1.6} className={classes.file} aria-hidden />
        <Name label={t('open', { name: row.fileName })} onClick={() => onOpen(row)}>
          {row.fileName}
        </Name>
      </div>
      <span className={classes.states}>
        <State tone="plain">{`${format.size(row.size)} · ${format.date(row.at)}`}</State>
        {onRemove && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('removeLabel', { name: row.fileName })}
            onClick={() => onRemove(row)}
          >
            {t('remove')}
          </Button>
        )}
      </span>
    </div>
  );
}
