import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { RecordingShare } from '../../../shared/contract/recording-shares.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import list from '../../ui/list-line.module.css';
import { useCore } from '../state/core.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import classes from './library.module.css';
import { nameOf } from './recording-line.tsx';

const DAYS = [1, 7, 30] as const;

/** Lets a colleague hear this second and what follows, for some days. */
export function ShareVerb({ recordingId, atMs }: { recordingId: string; atMs: () => number }) {
  const { t } = useTranslation(['library', 'common']);
  const format = useFormat();
  const ask = useAsk();
  const undo = useUndo();
  const core = useCore();
  const [from, setFrom] = useState<number>();
  const [people, setPeople] = useState<Output<'users.list'>>([]);
  const [toId, setToId] = useState<string | null>(null);
  const [days, setDays] = useState('7');
  const [note, setNote] = useState('');
  const open = () => {
    setFrom(Math.round(atMs()));
    core.request('users.list', {}).then(setPeople, () => undefined);
  };
  const close = () => setFrom(undefined);
  const give = async (event: FormEvent) => {
    event.preventDefault();
    if (toId === null) return;
    const changed = await ask('recordingShares.give', {
      ...{ recordingId, toId, atMs: from ?? 0, note, days: Number(days) },
    });
    if (!changed) return;
    undo(changed, t('library:share.done', { person: people.find(({ id }) => id === toId)?.name ?? '' }));
    setNote('');
    close();
  };
  return (
    <Popover
      opened={from !== undefined}
      onChange={(opened) => !opened && close()}
      trapFocus
      position="bottom-end"
    >
      <Popover.Target>
        <Button variant="default" leftSection={<IconShare size={14} aria-hidden />} onClick={open}>
          {t('library:share.verb')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={300}>
        <form className={classes.share} onSubmit={(event) => void give(event)}>
          <Select
            label={t('library:share.to')}
            searchable
            comboboxProps={{ withinPortal: false }}
            data={people.filter(({ me }) => !me).map(({ id, name }) => ({ value: id, label: name }))}
            nothingFoundMessage={t('library:share.nobody')}
            value={toId}
            onChange={setToId}
          />
          <Select
            label={t('library:share.for')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={DAYS.map((count) => ({ value: String(count), label: t('library:share.days', { count }) }))}
            value={days}
            onChange={(value) => value && setDays(value)}
          />
          <TextInput
            label={t('library:share.note')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit" disabled={toId === null}>
            {t('library:share.give', { time: format.duration(from ?? 0) })}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What colleagues let me hear, each at its second. */
export function SharedWithMe({
  shares,
  onOpen,
}: {
  readonly shares: readonly RecordingShare[];
  readonly onOpen: (share: RecordingShare) => void;
}) {
  const { t } = useTranslation('library');
  const format = useFormat();
  return (
    <ul aria-label={t('share.mine')} className={classes.shares}>
      {shares.map((share) => (
        <li key={share.id} className={list.line}>
          <button type="button" className={list.main} onClick={() => onOpen(share)}>
            <span className={classes.who}>
              <span className={list.name}>{nameOf(share.row)}</span>
              <span className={list.firm}>{t('share.from', { person: share.fromName })}</span>
            </span>
            <span className={classes.note}>{share.note}</span>
            <span className={classes.when}>{t('share.at', { time: format.duration(share.atMs) })}</span>
            <span className={classes.when}>
              {t('share.until', { moment: format.dateTime(share.expiresAt) })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function useSharedWithMe(): readonly RecordingShare[] {
  const core = useCore();
  const [shares, setShares] = useState<readonly RecordingShare[]>([]);
  const load = useCallback(() => {
    // The library stands without them.
    core.request('recordingShares.mine', {}).then(setShares, () => undefined);
  }, [core]);
  useEffect(() => {
    load();
    return core.on('recordingShares.changed', load);
  }, [core, load]);
  return shares;
}
