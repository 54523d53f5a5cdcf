import { ActionIcon } from '@mantine/core';
import {
  IconMail,
  IconMailbox,
  IconMessage,
  IconPhone,
  IconUsers,
  IconWalk,
  IconX,
} from '@tabler/icons-react';
import type { TimelineEntry } from '../../../shared/contract/contacts.ts';
import type { EncounterKind } from '../../../shared/domain/goods/kinds.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import { useMay } from '../state/seat.tsx';
import { useGoods } from './goods/use-goods.ts';
import classes from './timeline.module.css';

type EncounterEntry = Extract<TimelineEntry, { kind: 'encounter' }>;

const ICONS: Readonly<Record<EncounterKind, typeof IconMail>> = {
  visit: IconWalk,
  meeting: IconUsers,
  letter: IconMailbox,
  email: IconMail,
  message: IconMessage,
  call: IconPhone,
};

/** A visit, a letter, a call past this program: as somebody wrote it down. */
export function EncounterLine({ entry, contactId }: { entry: EncounterEntry; contactId: string }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const now = useNow(60_000);
  const mayEdit = useMay('customers.edit');
  const { remove } = useGoods(contactId);
  const Icon = ICONS[entry.what];
  const kind = t(`encounter.${entry.what}`);
  const facts = [
    entry.direction === undefined ? undefined : t(`encounterWay.${entry.direction}`),
    entry.minutes === undefined || entry.minutes === 0
      ? undefined
      : t('encounterMinutes', { count: entry.minutes }),
    entry.withName,
    entry.authorName,
  ].filter(Boolean);
  return (
    <>
      <div className={classes.icon}>
        <Icon size={16} stroke={1.6} aria-hidden />
      </div>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.when}>{format.moment(entry.at, now)}</span>
          <span className={classes.outcome}>{kind}</span>
          {facts.length > 0 && <span className={classes.dim}>{facts.join(' · ')}</span>}
          {mayEdit && (
            <ActionIcon
              className={classes.remove}
              variant="subtle"
              color="gray"
              size={20}
              aria-label={t('encounterRemove', { kind })}
              title={t('encounterRemove', { kind })}
              onClick={() => void remove('encounter', entry.id, kind)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
        {entry.text !== '' && <div className={classes.text}>{entry.text}</div>}
      </div>
    </>
  );
}
