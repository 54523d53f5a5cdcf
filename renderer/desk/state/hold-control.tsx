import { Button, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { LegalHold } from '../../../shared/contract/holds.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './hold-control.module.css';
import { useMay } from './seat.tsx';
import { useAsk } from './use-ask.ts';

/** What keeps a call from being erased, with the way to place a hold on it and to lift it; nothing for whom that is not. */
export function HoldControl({ callId }: { callId: string }) {
  const may = useMay('holds.edit');
  return may ? <Control key={callId} callId={callId} /> : null;
}

function Control({ callId }: { callId: string }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  const [holds, setHolds] = useState<readonly LegalHold[]>();
  const [writing, setWriting] = useState(false);
  const load = useCallback(async () => setHolds(await ask('holds.list', { callId })), [ask, callId]);
  useEffect(() => void load(), [load]);
  if (holds === undefined) return null;
  const ofCall = holds.some((hold) => hold.callId === callId);
  return (
    <div className={classes.holds}>
      {holds.map((hold) => (
        <div key={hold.id} className={classes.hold}>
          <IconLock size={14} stroke={1.6} aria-hidden />
          <span className={classes.words}>
            {t(hold.callId === undefined ? 'heldCustomer' : 'heldCall', {
              reason: hold.reason,
              by: hold.by,
              when: format.date(hold.at),
            })}
          </span>
          {hold.callId !== undefined && <LiftHold hold={hold} onLifted={load} />}
        </div>
      ))}
      {!ofCall && !writing && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconLock size={14} stroke={1.6} aria-hidden />}
          onClick={() => setWriting(true)}
        >
          {t('placeCall')}
        </Button>
      )}
      {!ofCall && writing && (
        <Reason
          onGiveUp={() => setWriting(false)}
          onReason={async (reason) => {
            if (!(await ask('holds.place', { callId, reason }))) return;
            setWriting(false);
            await load();
          }}
        />
      )}
    </div>
  );
}

interface ReasonProps {
  onReason: (reason: string) => Promise<void>;
  onGiveUp: () => void;
}

function Reason({ onReason, onGiveUp }: ReasonProps) {
  const { t } = useTranslation(['retention', 'common']);
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.hold}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void onReason(reason);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // What stands behind it is not closed with it.
        event.stopPropagation();
        onGiveUp();
      }}
    >
      <TextInput
        className={classes.words}
        autoFocus
        aria-label={t('reason')}
        placeholder={t('reasonHint')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-sm" disabled={reason.trim() === ''}>
        {t('place')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={onGiveUp}>
        {t('common:cancel')}
      </Button>
    </form>
  );
}

/** In two steps: what is lifted may be erased the next night. */
export function LiftHold({ hold, onLifted }: { hold: LegalHold; onLifted: () => Promise<void> }) {
  const { t } = useTranslation(['retention', 'common']);
  const ask = useAsk();
  const [asked, setAsked] = useState(false);
  const name = hold.name ?? t('unknown');
  if (!asked)
    return (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('releaseOf', { name })}
        onClick={() => setAsked(true)}
      >
        {t('release')}
      </Button>
    );
  return (
    <span className={classes.sure}>
      <Button
        autoFocus
        color="red"
        size="compact-sm"
        onClick={() => void ask('holds.release', { id: hold.id }).then(onLifted)}
      >
        {t('releaseSure')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => setAsked(false)}>
        {t('common:cancel')}
      </Button>
    </span>
  );
}
