import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUserX } from '@tabler/icons-react';
import type { Card } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useMay } from '../state/seat.tsx';
import { askToErase } from './store.ts';

/** On a person's card, for whom the right allows it. */
export function EraseVerb({ card: { contact } }: { card: Card }) {
  const { t } = useTranslation('erasure');
  const may = useMay('customers.erase');
  if (!may || contact.kind !== 'person') return null;
  return (
    <Tooltip label={t('verb')}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('verb')}
        aria-haspopup="dialog"
        onClick={() => askToErase(contact.id)}
      >
        <IconUserX size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
