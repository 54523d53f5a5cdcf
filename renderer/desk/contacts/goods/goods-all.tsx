import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type {
  CardDocument,
  CustomerContract,
  GoodsPage,
  Invoice,
  Purchase,
} from '../../../../shared/contract/goods.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { SearchField } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { usePages } from '../../state/use-pages.ts';
import classes from './goods.module.css';
import type { GoodsSubject } from './goods-draft.ts';
import { ContractRow, DocumentRow, InvoiceRow, PurchaseRow } from './goods-rows.tsx';

/** Rows in one answer: a screenful and a half. */
const PAGE = 30;

interface GoodsAllProps {
  contact: { readonly id: string; readonly name: string };
  of: GoodsPage['of'];
  onEdit: (subject: GoodsSubject) => void;
  onOpen: (row: CardDocument) => void;
  onPaid: ((row: Invoice) => void) | undefined;
  onRemove: ((row: CardDocument) => void) | undefined;
  onClose: () => void;
}

/** All of one kind, a page at a time; files are found by their names. */
export function GoodsAll({ contact, of, onEdit, onOpen, onPaid, onRemove, onClose }: GoodsAllProps) {
  const { t } = useTranslation('goods');
  const core = useCore();
  const [search, setSearch] = useState('');
  const ask = useCallback(
    async (after: readonly GoodsPage['rows'][number][], limit: number) => {
      const page = await core.request('goods.list', {
        ...{ contactId: contact.id, of, offset: after.length, limit: Math.min(200, limit) },
        ...(search.trim() === '' ? {} : { search }),
      });
      const items: readonly GoodsPage['rows'][number][] = page.rows;
      return { items, total: page.total, more: after.length + items.length < page.total };
    },
    [core, contact.id, of, search],
  );
  const { items, total, loaded, loadMore, reload } = usePages(ask, PAGE);
  // Of the customer or of his company: the list is short, and changes while it is looked at are rare.
  useEffect(() => core.on('contacts.changed', reload), [core, reload]);
  return (
    <Modal
      opened
      centered
      size="lg"
      onClose={onClose}
      title={t('allTitle', { part: t(`part.${of}`), name: contact.name })}
    >
      <div className={classes.all}>
        {of === 'document' && (
          <SearchField
            className={undefined}
            label={t('searchFiles')}
            value={search}
            maxLength={200}
            onChange={setSearch}
          />
        )}
        {loaded && items.length === 0 && <p className={classes.dim}>{t('nothing')}</p>}
        <div>
          {items.map((row) => {
            switch (of) {
              case 'purchase':
                return <PurchaseRow key={row.id} row={row as Purchase} onEdit={onEdit} />;
              case 'contract':
                return <ContractRow key={row.id} row={row as CustomerContract} onEdit={onEdit} />;
              case 'invoice':
                return <InvoiceRow key={row.id} row={row as Invoice} onEdit={onEdit} onPaid={onPaid} />;
              default:
                return (
                  <DocumentRow key={row.id} row={row as CardDocument} onOpen={onOpen} onRemove={onRemove} />
                );
            }
          })}
        </div>
        {total !== undefined && items.length < total && (
          <Button variant="default" onClick={loadMore}>
            {t('more')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
