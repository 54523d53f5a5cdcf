import { Button } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { OwnNameInput } from '../state/own-name.tsx';
import classes from './tasks.module.css';
import type { FirstStepState } from './use-first-step.ts';

/** For a base in which nobody has called yet: one thing to do, and the two after it. */
export function FirstStep({ step }: { step: FirstStepState }) {
  const { t } = useTranslation('tasks');
  const go = useNavigation((navigation) => navigation.go);
  return (
    <section className={classes.first} aria-label={t('first.title')}>
      <h2 className={classes.firstTitle}>{t('first.title')}</h2>
      <p className={classes.firstText}>{t('first.text')}</p>
      <OwnNameInput className={classes.firstName ?? ''} label={t('first.name')} />
      <div className={classes.firstVerbs}>
        <Button
          size="sm"
          loading={step.waiting}
          leftSection={<IconPhoneIncoming size={16} aria-hidden />}
          onClick={step.ring}
        >
          {t('first.call')}
        </Button>
        <span className={classes.firstText} role="status">
          {step.waiting ? t('first.waiting') : ''}
        </span>
      </div>
      <div className={classes.firstAfter}>
        <span>{t('first.after')}</span>
        <Button variant="subtle" size="compact-sm" onClick={() => go('imports')}>
          {t('first.import')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={() => go('settings')}>
          {t('first.line')}
        </Button>
      </div>
    </section>
  );
}
