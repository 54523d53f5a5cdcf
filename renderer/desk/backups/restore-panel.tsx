import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackupRow, BackupState } from '../../../shared/contract/backups.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './backups.module.css';
import { bytesIn } from './use-backups.ts';

/** The way back: choose one, look what is in it, bring it in with the next start. */
export function RestorePanel({ state: { plan, running, staged, aside } }: { state: BackupState }) {
  const { t } = useTranslation('backups');
  const format = useFormat();
  const ask = useAsk();
  const [folder, setFolder] = useState(plan.folder);
  const [rows, setRows] = useState<readonly BackupRow[]>();
  const [chosen, setChosen] = useState<BackupRow>();
  const look = async () => {
    setChosen(undefined);
    setRows(await ask('backups.list', folder.trim() === '' ? {} : { folder: folder.trim() }));
  };
  const restore = async (row: BackupRow, recoveryKey?: string) => {
    const input = { folder: folder.trim(), profile: row.profile, id: row.id };
    if (await ask('backups.restore', recoveryKey === undefined ? input : { ...input, recoveryKey }))
      setChosen(undefined);
  };
  return (
    <Section title={t('restore')}>
      <p className={classes.hint}>{t('restoreHint')}</p>
      {aside !== undefined && <p className={classes.hint}>{t('aside', { folder: aside })}</p>}
      {staged && (
        <div className={classes.staged} role="status">
          <p>{t('staged', { when: format.dateTime(staged.at) })}</p>
          {staged.missing > 0 && <p>{t('missing', { count: staged.missing })}</p>}
          <Button variant="default" onClick={() => void ask('backups.dropRestore', {})}>
            {t('dropStaged')}
          </Button>
        </div>
      )}
      <form
        className={classes.folder}
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <TextInput
          className={classes.grow}
          label={t('lookIn')}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={folder.trim() === ''}>
          {t('look')}
        </Button>
      </form>
      {rows?.length === 0 && <p>{t('none')}</p>}
      {rows !== undefined && rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map((row) => (
            <li key={`${row.profile}/${row.id}`}>
              <Row row={row} disabled={running !== undefined} onChoose={() => setChosen(row)} />
              {chosen === row && <Dry row={row} onRestore={(key) => void restore(row, key)} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ row, disabled, onChoose }: { row: BackupRow; disabled: boolean; onChoose: () => void }) {
  const { t, i18n } = useTranslation('backups');
  const format = useFormat();
  const when = format.dateTime(row.at);
  return (
    <div className={classes.row}>
      <span className={classes.grow}>
        <strong>{when}</strong>
        <span className={classes.hint}>
          {t('row', {
            contacts: format.number(row.contacts),
            calls: format.number(row.calls),
            recordings: format.number(row.recordings),
            size: bytesIn(i18n.language, row.bytes),
          })}
        </span>
        {row.newer && <span className={classes.hint}>{t('newer', { version: row.version })}</span>}
      </span>
      <Button
        variant="default"
        size="compact-sm"
        disabled={disabled || row.newer}
        aria-label={t('chooseOf', { when })}
        onClick={onChoose}
      >
        {t('choose')}
      </Button>
    </div>
  );
}

/** What would happen, before it does. */
function Dry({ row, onRestore }: { row: BackupRow; onRestore: (recoveryKey?: string) => void }) {
  const { t } = useTranslation('backups');
  const format = useFormat();
  const [key, setKey] = useState('');
  return (
    <form
      className={classes.staged}
      onSubmit={(event) => {
        event.preventDefault();
        onRestore(row.keyKnown ? undefined : key);
      }}
    >
      <p>{t('dry', { when: format.dateTime(row.at) })}</p>
      {row.missing > 0 && <p>{t('missing', { count: row.missing })}</p>}
      {!row.keyKnown && (
        <PasswordInput
          label={t('recoveryKey')}
          description={t('recoveryNeeded')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('showKey') }}
        />
      )}
      <div>
        <Button type="submit" color="red" disabled={!row.keyKnown && key.trim() === ''}>
          {t('bring')}
        </Button>
      </div>
    </form>
  );
}
