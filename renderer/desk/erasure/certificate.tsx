import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ErasureCertificate } from '../../../shared/contract/erasures.ts';
import { ERASED_KINDS } from '../../../shared/domain/erasure/erasure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Field, offerFile } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { certificateFile } from './certificate-file.ts';
import classes from './erasure.module.css';
import { useStays, WhatGoes } from './what-goes.tsx';

/** Names nobody: whom it is about stands in the letter that it answers. */
export function Certificate({ certificate: given }: { certificate: ErasureCertificate }) {
  const { t } = useTranslation('erasure');
  const core = useCore();
  const [certificate, setCertificate] = useState(given);
  useEffect(
    () => core.on('erasures.changed', (changed) => changed.id === given.id && setCertificate(changed)),
    [core, given.id],
  );
  const rows = useRows(certificate);
  const stays = useStays(certificate.stays);
  const save = () => {
    const counts = ERASED_KINDS.flatMap((kind): [string, number][] =>
      certificate.counts[kind] ? [[t(`kind.${kind}`), certificate.counts[kind]]] : [],
    );
    const html = certificateFile({
      title: t('certificate'),
      text: t('certificateText'),
      rows,
      goes: t('gone'),
      counts,
      staysTitle: t('stays'),
      stays,
    });
    offerFile(new Blob([html], { type: 'text/html;charset=utf-8' }), `erasure-${certificate.id}.html`);
  };
  return (
    <div className={classes.ask}>
      <article className={`${classes.ask} ${classes.paper}`} aria-label={t('certificate')}>
        <h2 className={classes.onPaper}>{t('certificate')}</h2>
        <p>{t('certificateText')}</p>
        <dl className={classes.facts}>
          {rows.map(([label, value]) => (
            <Field key={label} label={label}>
              {value}
            </Field>
          ))}
        </dl>
        <WhatGoes {...certificate} done />
      </article>
      <div className={classes.verbs}>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Button variant="default" onClick={save}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}

function useRows(certificate: ErasureCertificate): [string, string][] {
  const { t } = useTranslation('erasure');
  const format = useFormat();
  const { at, by, cause, contactId, id, auditHash, cleanedAt, mentioned } = certificate;
  const clean =
    cleanedAt === undefined
      ? t('cleaning')
      : `${t('cleaned', { when: format.onPaper(cleanedAt) })}${mentioned ? ` ${t('mentioned')}` : ''}`;
  return [
    [t('row.at'), format.onPaper(at)],
    [t('row.by'), by || t('nobody')],
    [t('row.cause'), t(`cause.${cause}`)],
    [t('row.contact'), contactId],
    [t('row.id'), id],
    [t('row.audit'), auditHash],
    [t('row.clean'), clean],
  ];
}
