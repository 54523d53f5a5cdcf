import { Alert, Button, SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Contact } from '../../../shared/contract/contacts.ts';
import { readDay } from '../../../shared/domain/schedule/written-day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastFailure } from '../../ui/index.ts';
import { useCardsStore } from '../state/cards.tsx';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useSensitiveField } from '../state/sensitive.tsx';
import { asFailure, useFailureText, useUndo } from '../state/use-ask.ts';
import classes from './contact-editor.module.css';
import { type ContactForm, draftOfForm, emptyForm, formOfContact } from './draft.ts';
import { EmailInputs } from './email-inputs.tsx';
import { useFactOptions } from './fact-options.ts';
import { MandatoryInputs } from './mandatory-inputs.tsx';
import { PhoneInputs } from './phone-inputs.tsx';
import { useContactChanges } from './use-contact-changes.ts';

interface ContactEditorProps {
  /** Absent: a new one. */
  contact?: Contact;
  start?: { name?: string; number?: string };
  onDone: () => void;
}

const ALL_FACTS = ['channel', 'region', 'field', 'headCount', 'needs'] as const;

/** The whole card as a form, in the card's place. */
export function ContactEditor({ contact, start, onDone }: ContactEditorProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const options = useFactOptions();
  const about = useSensitiveField('about');
  const form = useForm<ContactForm>({
    initialValues: contact ? formOfContact(contact) : emptyForm(start),
    validate: {
      name: (name) => (name.trim() === '' ? t('editor.nameMissing') : null),
      birthday: (day) => (day.trim() === '' || readDay(day, { yearless: true }) ? null : t('editor.dayBad')),
      contractEndsOn: (day) =>
        day.trim() === '' || readDay(day, { yearless: false }) ? null : t('editor.contractBad'),
    },
  });
  const { save, conflict } = useSave(contact, onDone);
  const person = form.values.kind === 'person';
  const title = contact ? t('editor.title', { name: contact.name }) : t('editor.newTitle');
  return (
    <form className={classes.editor} onSubmit={form.onSubmit(save)} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {contact && <DeleteButton contact={contact} />}
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t('common:save')}
        </Button>
      </header>
      <div className={classes.scroll}>
        {conflict && (
          <Alert color="yellow" className={classes.wide}>
            {t('editor.changed')}
          </Alert>
        )}
        <SegmentedControl
          className={classes.kind}
          aria-label={t('field.kind')}
          data={[
            { value: 'person', label: t('kind.person') },
            { value: 'organisation', label: t('kind.organisation') },
          ]}
          {...form.getInputProps('kind')}
        />
        <div className={classes.grid}>
          <TextInput
            label={t('field.name')}
            withAsterisk
            data-autofocus
            maxLength={300}
            {...form.getInputProps('name')}
          />
          {person && (
            <>
              <TextInput
                label={t('field.organisation')}
                maxLength={300}
                {...form.getInputProps('organisationName')}
              />
              <TextInput label={t('field.role')} maxLength={200} {...form.getInputProps('role')} />
            </>
          )}
        </div>
        <PhoneInputs form={form} contactId={contact?.id} />
        <EmailInputs form={form} />
        <div className={classes.grid}>
          <Select
            label={t('field.stage')}
            data={options.stage}
            allowDeselect={false}
            {...form.getInputProps('stage')}
          />
          <Select
            label={t('field.relation')}
            data={options.relation}
            allowDeselect={false}
            {...form.getInputProps('relation')}
          />
          <Select
            label={t('field.responsible')}
            data={options.responsible}
            clearable
            {...form.getInputProps('responsibleId')}
          />
          <MandatoryInputs form={form} fields={ALL_FACTS} />
          <Select
            label={t('field.consent')}
            placeholder={t('consent.notAsked')}
            data={options.consent}
            clearable
            {...form.getInputProps('consent')}
          />
          {person && (
            <TextInput
              label={t('field.birthday')}
              placeholder={t('editor.birthdayHint')}
              maxLength={20}
              {...form.getInputProps('birthday')}
            />
          )}
          <TextInput
            label={t('field.contractEndsOn')}
            maxLength={20}
            {...form.getInputProps('contractEndsOn')}
          />
          <TagsInput label={t('field.tags')} maxTags={50} {...form.getInputProps('tags')} />
          <Select
            label={t('field.zone')}
            data={ZONES}
            searchable
            clearable
            limit={60}
            value={form.values.zone || null}
            onChange={(zone) => form.setFieldValue('zone', zone ?? '')}
          />
        </div>
        <Textarea
          {...about}
          label={t('field.about')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={10_000}
          {...form.getInputProps('about')}
        />
      </div>
    </form>
  );
}

/** No question before: it is taken back with one press. */
function DeleteButton({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { remove } = useContactChanges(contact);
  return (
    <Button
      variant="subtle"
      color="end"
      leftSection={<IconTrash size={14} aria-hidden />}
      onClick={() => void remove()}
    >
      {t('card.delete')}
    </Button>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone');

function useSave(contact: Contact | undefined, onDone: () => void) {
  const { t } = useTranslation('contacts');
  const core = useCore();
  const undo = useUndo();
  const failureText = useFailureText();
  const cards = useCardsStore();
  const openContact = useNavigation((navigation) => navigation.openContact);
  /** The card as it was when somebody else's change was found: the next save is made on top of that one. */
  const [base, setBase] = useState(contact);

  const save = async (values: ContactForm) => {
    try {
      if (!base) {
        const created = await core.request('contacts.create', { draft: draftOfForm(values) });
        undo(created, t('editor.created', { name: values.name.trim() }));
        onDone();
        openContact(created.id);
        return;
      }
      const draft = draftOfForm(values, base);
      const changed = await core.request('contacts.update', { id: base.id, version: base.version, draft });
      void cards.getState().load(base.id);
      undo(changed, t('card.savedAll', { name: values.name.trim() }));
      onDone();
    } catch (error) {
      if (base && asFailure(error).code === 'changedMeanwhile') {
        await cards.getState().load(base.id);
        setBase(cards.getState().byId.get(base.id)?.contact ?? base);
      } else toastFailure(failureText(error));
    }
  };
  return { save, conflict: base !== contact };
}
