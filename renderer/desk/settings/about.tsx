import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';
import classes from './settings.module.css';

export function About() {
  const { t } = useTranslation('settings');
  const info = useSession((session) => session.info);
  const clipboard = useClipboard();
  if (!info) return null;
  const facts = [
    { name: t('about.version'), value: info.version },
    { name: t('about.mode'), value: t(`about.${info.mode}`) },
    { name: t('about.me'), value: info.me.name },
    { name: t('about.secrets'), value: t(`about.${info.secrets}`) },
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }) => (
        <div key={name} className={classes.row}>
          <dt className={classes.rowLabel}>{name}</dt>
          <dd className={classes.fact}>{value}</dd>
        </div>
      ))}
      <div className={classes.row}>
        <dt>
          <span className={classes.rowLabel}>{t('about.dataDir')}</span>
          <p className={classes.hint}>{t('about.dataDirHint')}</p>
        </dt>
        <dd className={classes.fact}>
          <code className={classes.path}>{info.dataDir}</code>
          <Button variant="default" onClick={() => clipboard.copy(info.dataDir)}>
            {clipboard.copied ? t('about.copied') : t('about.copy')}
          </Button>
        </dd>
      </div>
    </dl>
  );
}
