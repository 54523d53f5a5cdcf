import { Button, Progress } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Card } from '../../../../shared/contract/contacts.ts';
import type { GoodsPage } from '../../../../shared/contract/goods.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useMay } from '../../state/seat.tsx';
import classes from './goods.module.css';
import { GoodsAll } from './goods-all.tsx';
import { GoodsDialog } from './goods-dialog.tsx';
import type { GoodsSubject } from './goods-draft.ts';
import { ContractRow, DocumentRow, InvoiceRow, PurchaseRow } from './goods-rows.tsx';
import type { DocumentFiles } from './use-documents.ts';
import { useGoods } from './use-goods.ts';
import { useToday } from './use-today.ts';

interface CardGoodsProps {
  card: Card;
  files: DocumentFiles;
}

/** Invoices, contracts, products, files: the newest of each. What there is none of takes no room but in the choice of what to add. */
export function CardGoods({ card, files }: CardGoodsProps) {
  const { t } = useTranslation('goods');
  const { contact, goods } = card;
  const { pay, remove } = useGoods(contact.id);
  const today = useToday();
  const mayEdit = useMay('customers.edit');
  const [subject, setSubject] = useState<GoodsSubject>();
  const [all, setAll] = useState<GoodsPage['of']>();
  const onPaid = mayEdit
    ? (row: { id: string; number: string }) => void pay(row.id, today, row.number)
    : undefined;
  const onRemove = mayEdit
    ? (row: { id: string; fileName: string }) => void remove('document', row.id, row.fileName)
    : undefined;
  const part = (of: GoodsPage['of'], total: number, rows: readonly ReactNode[]) =>
    rows.length === 0 ? null : (
      <section className={classes.part} aria-label={t(`part.${of}`)}>
        <div className={classes.head}>
          <h3 className={classes.title}>{t(`part.${of}`)}</h3>
          {total > rows.length && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAll(of)}>
              {t('all', { count: total })}
            </Button>
          )}
        </div>
        {rows}
      </section>
    );
  return (
    <>
      {part(
        'invoice',
        goods.invoices.total,
        goods.invoices.newest.map((row) => (
          <InvoiceRow key={row.id} row={row} onEdit={setSubject} onPaid={onPaid} />
        )),
      )}
      {part(
        'contract',
        goods.contracts.total,
        goods.contracts.newest.map((row) => <ContractRow key={row.id} row={row} onEdit={setSubject} />),
      )}
      {part(
        'purchase',
        goods.purchases.total,
        goods.purchases.newest.map((row) => <PurchaseRow key={row.id} row={row} onEdit={setSubject} />),
      )}
      {part(
        'document',
        goods.documents.total,
        goods.documents.newest.map((row) => (
          <DocumentRow key={row.id} row={row} onOpen={(of) => void files.open(of)} onRemove={onRemove} />
        )),
      )}
      {files.bringing && (
        <div className={classes.bringing} role="status">
          <span className={classes.fileName}>{t('bringing', { name: files.bringing.fileName })}</span>
          <Progress className={classes.bar} value={files.bringing.share * 100} aria-hidden />
        </div>
      )}
      {mayEdit && <AddGoods onChoose={setSubject} onFiles={(chosen) => void files.bring(chosen)} />}
      {all && (
        <GoodsAll
          contact={contact}
          of={all}
          onEdit={setSubject}
          onOpen={(of) => void files.open(of)}
          onPaid={onPaid}
          onRemove={onRemove}
          onClose={() => setAll(undefined)}
        />
      )}
      {/* Above the list that it may have come from. */}
      {subject && (
        <GoodsDialog contactId={contact.id} subject={subject} onClose={() => setSubject(undefined)} />
      )}
    </>
  );
}

interface AddGoodsProps {
  onChoose: (subject: GoodsSubject) => void;
  onFiles: (files: readonly File[]) => void;
}

/** One button until it is pressed: a card at the ring has no time for more. */
function AddGoods({ onChoose, onFiles }: AddGoodsProps) {
  const { t } = useTranslation('goods');
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const choose = (of: GoodsSubject['of']) => {
    setOpen(false);
    onChoose({ of });
  };
  if (!open) {
    return (
      <div className={classes.add}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-expanded={false}
          onClick={() => setOpen(true)}
        >
          {t('add')}
        </Button>
      </div>
    );
  }
  return (
    <fieldset
      className={classes.add}
      aria-label={t('add')}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      {(['invoice', 'contract', 'purchase'] as const).map((of, at) => (
        <Button key={of} size="compact-sm" variant="default" autoFocus={at === 0} onClick={() => choose(of)}>
          {t(`one.${of}`)}
        </Button>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
        {t('one.document')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('one.document')}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          setOpen(false);
        }}
      />
    </fieldset>
  );
}
