import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { dayOf } from '../../../shared/domain/schedule/day.ts';
import { suggestQuickTimes } from '../../../shared/domain/schedule/quick-steps.ts';
import { readQuickTime } from '../../../shared/domain/schedule/quick-time.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCallTitle } from '../state/caller.ts';
import { type CustomerTime, useCustomerTime, useWorkplaceZone } from '../state/customer-zone.ts';
import { useDayLoad } from '../state/day-load.ts';
import { type FollowUp, useWrapUps } from '../state/wrap-up.tsx';
import classes from './wrap-up.module.css';

interface NextCallDetailsProps {
  call: CallView;
  /** The customer's. */
  zone: string;
  followUp: FollowUp | undefined;
  onMoment: (at: number) => void;
}

/** Under the field: how it was understood on both clocks, what speaks against it, and what is usual. */
export function NextCallDetails({ call, zone, followUp, onMoment }: NextCallDetailsProps) {
  const { t } = useTranslation('outcomes');
  const format = useFormat();
  const title = useCallTitle();
  const edit = useWrapUps((wrapUps) => wrapUps.edit);
  const suggested = suggestQuickTimes({ now: Date.now(), zone });
  return (
    <div className={classes.details}>
      <div className={classes.understood} role="status">
        {followUp ? <Understood call={call} followUp={followUp} zone={zone} /> : t('next.examples')}
      </div>
      <div className={classes.suggestions}>
        {suggested.map(({ kind, at }) => (
          <button key={kind} type="button" className={classes.chip} onClick={() => onMoment(at)}>
            {kind === 'twoHours' ? t('next.twoHours') : format.moment(at, Date.now(), zone)}
          </button>
        ))}
      </div>
      {followUp && (
        <TextInput
          size="xs"
          label={t('next.what')}
          placeholder={t('next.defaultTitle', { name: title(call) })}
          value={followUp.title ?? ''}
          maxLength={300}
          onChange={(event) => edit(call, { followUp: { ...followUp, title: event.currentTarget.value } })}
        />
      )}
      <div className={classes.keys}>{t('next.keys')}</div>
    </div>
  );
}

interface UnderstoodProps {
  call: CallView;
  followUp: FollowUp;
  zone: string;
}

/** How the typed moment was understood, on both clocks, and what speaks against it. */
export function Understood({ call, followUp, zone }: UnderstoodProps) {
  const { t } = useTranslation('outcomes');
  const format = useFormat();
  const ours = useWorkplaceZone();
  const { text, dueAt } = followUp;
  const { against } = useCustomerTime(call, dueAt);
  const load = useDayLoad(dueAt === undefined ? undefined : dayOf(dueAt, ours));
  const read = readQuickTime(text, { now: Date.now(), zone });
  if (dueAt === undefined) {
    const reason = 'refused' in read && read.refused !== 'empty' ? read.refused : 'unknown';
    return <Warning>{t(`next.refused.${reason}`)}</Warning>;
  }
  const theirs = format.dateTime(dueAt, zone);
  const afternoon = 'at' in read && read.at === dueAt && read.assumed.includes('afternoon');
  const change = 'at' in read && read.at === dueAt ? read.change : undefined;
  return (
    <>
      <strong>{format.dateTime(dueAt)}</strong>
      {theirs !== format.dateTime(dueAt) && <span>{t('next.theirs', { time: theirs })}</span>}
      {afternoon && <span className={classes.remark}>{t('next.afternoon')}</span>}
      {change && <Warning>{t(`next.change.${change}`)}</Warning>}
      {against && <Against call={call} against={against} />}
      {load && load.tasks >= load.limit && (
        <Warning>{t('next.full', { count: load.tasks, limit: load.limit })}</Warning>
      )}
    </>
  );
}

/** A list has rules of its own; without one it is what is usual. */
function Against({ call, against }: { call: CallView; against: NonNullable<CustomerTime['against']> }) {
  const { t } = useTranslation('outcomes');
  const { because, detail } = against;
  if (because === 'holiday') return <Warning>{t('next.holiday', { detail })}</Warning>;
  if (call.campaignId === undefined) return <Warning>{t('next.outside')}</Warning>;
  return <Warning>{t('next.outsideList')}</Warning>;
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <span className={classes.warning}>
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {children}
    </span>
  );
}
