import { Button, CloseButton } from '@mantine/core';
import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Field } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './audit.module.css';
import { useSubject } from './use-subject.ts';

/** One line with all that was kept. */
export function AuditDetail({ line, onClose }: { line: AuditLine; onClose: () => void }) {
  const { t } = useTranslation(['audit', 'common']);
  const format = useFormat();
  const subjectOf = useSubject();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { contactId, contactName, detail } = line;
  return (
    <section className={classes.detail} aria-label={t('detail')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{[t(`kind.${line.kind}`), subjectOf(line)].join(' · ')}</h2>
        {contactId !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => openContact(contactId)}>
            {t('openCustomer', { name: contactName ?? '' })}
          </Button>
        )}
        <CloseButton className={classes.close} aria-label={t('common:close')} onClick={onClose} />
      </div>
      <dl className={classes.facts}>
        <Field label={t('heading.at')}>{format.dateTime(line.at)}</Field>
        <Field label={t('heading.person')}>{line.actorName || t('nobody')}</Field>
        <Field label={t('heading.action')}>
          <code>{line.action}</code>
        </Field>
        {line.subjectId !== undefined && (
          <Field label={t('heading.id')}>
            <code>{line.subjectId}</code>
          </Field>
        )}
        {Object.entries(detail).map(([name, value]) => (
          <Field key={name} label={name}>
            <code>{String(value)}</code>
          </Field>
        ))}
      </dl>
    </section>
  );
}
