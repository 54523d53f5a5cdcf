import { Button, Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Contact, Stage } from '../../../shared/contract/contacts.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { missingOwn } from '../../../shared/domain/own-field/due.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type ContactForm, emptyForm } from './draft.ts';
import { OwnInputs, useOwnOfForm } from './own-inputs.tsx';
import classes from './stage-ask.module.css';
import type { ContactChanges } from './use-contact-changes.ts';

/** The fields that the firm needs at this stage and that are empty: what the change of stage asks for. */
export const askedAt = (fields: readonly OwnField[], contact: Contact, stage: Stage): readonly OwnField[] =>
  missingOwn(fields, contact.own, { kind: contact.kind, stage, talked: false })
    .filter((field) => field.mandatory.stages.includes(stage))
    .map((due) => fields.find(({ id }) => id === due.id) as OwnField);

interface StageAskProps {
  contact: Contact;
  stage: Stage;
  fields: readonly OwnField[];
  change: ContactChanges['change'];
  onClose: () => void;
}

/** Asks for what a stage needs before the customer comes to it. It does not hold the change back: a talk goes on. */
export function StageAsk({ contact, stage, fields, change, onClose }: StageAskProps) {
  const { t } = useTranslation(['ownFields', 'contacts', 'common']);
  const form = useForm<ContactForm>({ initialValues: emptyForm() });
  const ownOf = useOwnOfForm(form, fields);
  const save = form.onSubmit(async (values) => {
    const own = ownOf(values, contact.own);
    if (own === undefined) return;
    onClose();
    await change({ stage, own }, t('contacts:field.stage'));
  });
  const title = t('card.askTitle', { name: contact.name, stage: t(`contacts:stage.${stage}`) });
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={save} className={classes.form}>
        <p className={classes.text}>{t('card.askText')}</p>
        <OwnInputs form={form} fields={fields} before={contact.own} />
        <p className={classes.text}>{t('card.askSkip')}</p>
        <div className={classes.actions}>
          <Button type="submit">{t('card.askDone')}</Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
