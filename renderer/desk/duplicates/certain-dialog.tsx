import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DuplicatePair } from '../../../shared/contract/duplicates.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './duplicates.module.css';
import { useWhy } from './why.tsx';

/** As many as one reads before one presses. */
const SHOWN = 12;

/** Which cards would become one, before they do. */
export function CertainDialog({ total, onClose }: { total: number; onClose: () => void }) {
  const { t } = useTranslation(['duplicates', 'common']);
  const format = useFormat();
  const core = useCore();
  const ask = useAsk();
  const why = useWhy();
  const [pairs, setPairs] = useState<readonly DuplicatePair[]>();
  useEffect(() => {
    core.request('duplicates.list', { certain: true, limit: SHOWN }).then(
      (answer) => setPairs(answer.pairs),
      () => setPairs([]),
    );
  }, [core]);
  // It rests until it is known what it would do, and a resting button cannot be given the focus.
  const verb = useRef<HTMLButtonElement>(null);
  const ready = pairs !== undefined && pairs.length > 0;
  useEffect(() => {
    if (ready) verb.current?.focus();
  }, [ready]);
  const start = async () => {
    if (await ask('duplicates.mergeCertain', {})) onClose();
  };
  const rest = total - (pairs?.length ?? 0);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      {...BESIDE_CALLS}
      title={t('certain.title', { count: total, formatted: format.number(total) })}
    >
      <p className={classes.reasons}>{t('certain.text')}</p>
      <ul className={classes.preview}>
        {pairs?.map((pair) => (
          <li key={`${pair.first.id}/${pair.second.id}`}>
            <strong>{pair.first.name}</strong>
            {pair.first.name !== pair.second.name && ` · ${pair.second.name}`}
            <span className={classes.why}>
              {[pair.first.phoneDisplay ?? pair.first.phone, why(pair)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && pairs !== undefined && (
        <p className={classes.hint}>{t('certain.more', { count: rest, formatted: format.number(rest) })}</p>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button ref={verb} disabled={!ready} onClick={() => void start()}>
          {t('certain.merge', { count: total, formatted: format.number(total) })}
        </Button>
      </Group>
    </Modal>
  );
}
