import { Checkbox } from '@mantine/core';
import { IconMessage, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import type { LibraryRow } from '../../../shared/contract/library.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useNow } from '../state/now.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import classes from './library.module.css';

interface RecordingLineProps {
  readonly row: LibraryRow;
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly onChoose: (chosen: boolean) => void;
}

export const nameOf = (row: LibraryRow): string => row.contactName ?? formatPhone(row.number);

/** A recording in the list. Enter opens it and plays. */
export function RecordingLine({ row, selected, chosen, onOpen, onChoose }: RecordingLineProps) {
  const { t } = useTranslation(['library', 'calls']);
  const format = useFormat();
  const now = useNow(60_000);
  const outcomeName = useOutcomeName();
  const name = nameOf(row);
  const moment = format.moment(row.startedAt, now);
  const Icon = row.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  return (
    <div className={`${list.line} ${classes.line}`} data-selected={selected}>
      <Checkbox
        className={classes.choose}
        size="xs"
        aria-label={t('row.choose', { name, moment })}
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
      >
        <Icon
          size={16}
          stroke={1.6}
          className={list.icon}
          role="img"
          aria-label={t(`calls:direction.${row.direction}`)}
        />
        <span className={classes.who}>
          <span className={list.name}>{name}</span>
          <span className={list.firm}>{row.organisationName ?? row.campaignName}</span>
        </span>
        <span className={classes.note}>{row.note}</span>
        <span className={classes.person}>{row.agentName ?? t('row.unknownAgent')}</span>
        <span className={classes.outcome}>{outcomeName(row.outcome)}</span>
        <span className={classes.silent}>
          {row.silenceShare !== undefined &&
            t('row.silent', { share: `${format.number(Math.round(row.silenceShare * 100))}%` })}
        </span>
        <span className={classes.score}>
          {row.score !== undefined && t('row.score', { score: `${format.number(Math.round(row.score))}%` })}
        </span>
        <span className={classes.comments}>
          {row.comments > 0 && (
            <>
              <IconMessage size={13} role="img" aria-label={t('row.comments', { count: row.comments })} />
              {format.number(row.comments)}
            </>
          )}
        </span>
        <span className={classes.when}>{moment}</span>
        <span className={classes.long}>
          {row.state === 'failed' ? t('row.failed') : format.duration(row.durationMs)}
        </span>
      </button>
    </div>
  );
}
