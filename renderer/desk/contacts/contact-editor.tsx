import { Alert, Button, SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Contact } from '../../../shared/contract/contacts.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { readDay } from '../../../shared/domain/schedule/written-day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastFailure } from '../../ui/index.ts';
import { useCardsStore } from '../state/cards.tsx';
import { useCore } from '../state/core.tsx';
import { type NewContactStart, useNavigation } from '../state/navigation.tsx';
import { useOwnFieldsOf } from '../state/own-fields.tsx';
import { useMay } from '../state/seat.tsx';
import { useSensitiveField } from '../state/sensitive.tsx';
import { asFailure, useFailureText, useUndo } from '../state/use-ask.ts';
import { AddressInputs } from './address-inputs.tsx';
import { AlikeHint } from './alike-hint.tsx';
import classes from './contact-editor.module.css';
import { type ContactForm, draftOfForm, emptyForm, formOfContact } from './draft.ts';
import { EmailInputs } from './email-inputs.tsx';
import { useFactOptions } from './fact-options.ts';
import { MandatoryInputs } from './mandatory-inputs.tsx';
import { OwnInputs, useOwnOfForm } from './own-inputs.tsx';
import { PhoneInputs } from './phone-inputs.tsx';
import { useAddTo } from './use-add-to.ts';
import { type Alike, useAlike } from './use-alike.ts';
import { useContactChanges } from './use-contact-changes.ts';

interface EditorForm {
  form: UseFormReturnType<ContactForm>;
}

interface ContactEditorProps {
  /** Absent: a new one. */
  contact?: Contact | undefined;
  start?: NewContactStart;
  onDone: () => void;
}

const ALL_FACTS = ['channel', 'region', 'field', 'headCount', 'needs'] as const;

/** The whole card as a form, in the card's place. */
export function ContactEditor({ contact, start, onDone }: ContactEditorProps) {
  const { t } = useTranslation(['contacts', 'common', 'ownFields']);
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
  const ownFields = useOwnFieldsOf(form.values.kind);
  const { save, conflict } = useSave({ contact, start, form, ownFields, onDone });
  const person = form.values.kind === 'person';
  // Who opened it writes next. With the focus left on the button, the letters of a name would be keys: R calls.
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
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
            ref={name}
            data-part-home
            label={t('field.name')}
            withAsterisk
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
        <PhoneInputs form={form} />
        <EmailInputs form={form} />
        <Known form={form} contact={contact} onDone={onDone} />
        <AddressInputs form={form} />
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
          <Select
            label={t('field.language')}
            data={options.language}
            searchable
            clearable
            limit={60}
            value={form.values.language || null}
            onChange={(language) => form.setFieldValue('language', language ?? '')}
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
        {groupsOf(ownFields).map((group) => (
          <fieldset key={group} className={classes.group}>
            <legend>{group || t('ownFields:card.title')}</legend>
            <div className={classes.grid}>
              <OwnInputs
                form={form}
                fields={ownFields.filter((field) => field.group === group)}
                before={contact?.own}
              />
            </div>
          </fieldset>
        ))}
      </div>
    </form>
  );
}

/** Whose these numbers are already. Of a new card what was typed can go on theirs; one that is there can be merged. */
function Known({ form, contact, onDone }: EditorForm & Pick<ContactEditorProps, 'contact' | 'onDone'>) {
  const { t } = useTranslation('contacts');
  const alike = useAlike(form.values, contact?.id);
  const addTo = useAddTo();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const openDuplicates = useNavigation((navigation) => navigation.openDuplicates);
  const may = { edit: useMay('customers.edit'), merge: useMay('customers.merge') };
  const add = async (id: string) => {
    if (!(await addTo(id, form.getValues()))) return;
    onDone();
    openContact(id);
  };
  const compare = (otherId: string) => {
    if (contact) openDuplicates({ oneId: contact.id, otherId });
  };
  const verb = contact
    ? may.merge && { name: t('alike.compare'), act: ({ row }: Alike) => compare(row.id) }
    : may.edit && { name: t('alike.addTo'), act: ({ row }: Alike) => void add(row.id) };
  return <AlikeHint alike={alike} onOpen={openContact} verb={verb || undefined} />;
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

const groupsOf = (fields: readonly OwnField[]) => [...new Set(fields.map(({ group }) => group))];

const ZONES = Intl.supportedValuesOf('timeZone');

interface Saving {
  readonly contact: Contact | undefined;
  readonly start: NewContactStart | undefined;
  readonly form: UseFormReturnType<ContactForm>;
  readonly ownFields: readonly OwnField[];
  readonly onDone: () => void;
}

function useSave({ contact, start, form, ownFields, onDone }: Saving) {
  const { t } = useTranslation('contacts');
  const core = useCore();
  const undo = useUndo();
  const failureText = useFailureText();
  const cards = useCardsStore();
  const openContact = useNavigation((navigation) => navigation.openContact);
  /** The card as it was when somebody else's change was found: the next save is made on top of that one. */
  const [base, setBase] = useState(contact);

  const ownOf = useOwnOfForm(form, ownFields);

  const save = async (values: ContactForm) => {
    const own = ownOf(values, base?.own);
    if (own === undefined) return;
    try {
      if (!base) {
        const created = await core.request('contacts.create', {
          draft: { ...draftOfForm(values, start), own },
        });
        undo(created, t('editor.created', { name: values.name.trim() }));
        onDone();
        openContact(created.id);
        return;
      }
      const draft = { ...draftOfForm(values, base), own };
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
