import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SealingState } from '../../../shared/contract/sealing.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { RecoverForm } from './recover-form.tsx';
import { RecoveryPaper } from './recovery-paper.tsx';
import classes from './sealing.module.css';

const shortSign = (id: string) => id.slice(0, 8);

/** One key for recordings and backups. Whoever has lost both the machine and the paper has lost what they sealed. */
export function KeyPanel({ keys }: { keys: SealingState['keys'] }) {
  const { t, i18n } = useTranslation('sealing');
  // With the year: a paper is kept for long.
  const day = (at: number) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(at);
  const ask = useAsk();
  const [made, setMade] = useState<string>();
  const [newest] = keys;
  const lost = keys.filter(({ usable }) => !usable);
  const make = async () => setMade((await ask('sealing.makeKey', {}))?.recoveryKey);
  return (
    <Section title={t('key')}>
      <p>{newest ? t('keyMade', { when: day(newest.madeAt), sign: shortSign(newest.id) }) : t('keyNone')}</p>
      <p className={classes.hint}>{t('keyHint')}</p>
      <Button variant={newest ? 'default' : 'filled'} onClick={() => void make()}>
        {t(newest ? 'keyAnew' : 'keyMake')}
      </Button>
      {lost.length > 0 && (
        <RecoverForm
          keys={lost.map(({ id, madeAt }) => t('keyOf', { when: day(madeAt), sign: shortSign(id) }))}
        />
      )}
      <RecoveryPaper
        secret={made}
        made={newest && t('keyOf', { when: day(newest.madeAt), sign: shortSign(newest.id) })}
        onClose={() => setMade(undefined)}
      />
    </Section>
  );
}
