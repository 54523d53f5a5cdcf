import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ErasureCertificate } from '../../../shared/contract/erasures.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useMay } from '../state/seat.tsx';
import classes from './erasure.module.css';
import { showCertificate } from './store.ts';

/** Whom we were asked to forget, without whom it was. */
export function Certificates() {
  const may = useMay('customers.erase');
  return may ? <List /> : null;
}

function List() {
  const { t } = useTranslation('erasure');
  const format = useFormat();
  const core = useCore();
  const [made, setMade] = useState<readonly ErasureCertificate[]>([]);
  useEffect(() => {
    const load = () => void core.request('erasures.list', {}).then(setMade, () => undefined);
    load();
    return core.on('erasures.changed', load);
  }, [core]);
  return (
    <Section title={t('list')}>
      <p className={classes.hint}>{t(made.length === 0 ? 'listEmpty' : 'listHint')}</p>
      <ul className={classes.rows}>
        {made.map((certificate) => {
          const when = format.dateTime(certificate.at);
          return (
            <li key={certificate.id} className={classes.row}>
              <span className={classes.grow}>
                {[when, certificate.by, t(`cause.${certificate.cause}`)].filter(Boolean).join(' · ')}
              </span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('openOf', { when })}
                onClick={() => showCertificate(certificate)}
              >
                {t('open')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
