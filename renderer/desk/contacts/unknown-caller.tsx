import { Button, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { isDue } from '../../../shared/domain/own-field/due.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import { numberOf } from '../state/caller.ts';
import { useCardsStore } from '../state/cards.tsx';
import { CustomerField } from '../state/customer-field.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useOwnFieldsOf } from '../state/own-fields.tsx';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { AlikeHint } from './alike-hint.tsx';
import { type ContactForm, draftOfForm, emptyForm } from './draft.ts';
import { MandatoryInputs } from './mandatory-inputs.tsx';
import { OwnInputs, useOwnOfForm } from './own-inputs.tsx';
import classes from './unknown-caller.module.css';
import { useAlike } from './use-alike.ts';

interface UnknownCallerProps {
  call: CallView;
  /** From the log the pane stays with the call; then its new card is opened. */
  openAfter?: boolean;
}

/** The short form: a name, a company, and what the firm must know. The call goes on the new card, also after it ended. */
export function UnknownCaller({ call, openAfter = false }: UnknownCallerProps) {
  const { t } = useTranslation(['contacts', 'calls']);
  const ask = useAsk();
  const cards = useCardsStore();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const mandatory = useSession((session) => session.settings?.mandatoryFields) ?? [];
  const anonymous = call.identity.reading.kind === 'anonymous';
  const form = useForm<ContactForm>({
    initialValues: emptyForm({
      name: call.remote.displayName.trim(),
      number: anonymous ? '' : numberOf(call),
    }),
    validate: { name: (name) => (name.trim() === '' ? t('editor.nameMissing') : null) },
  });
  useRestore(call.id, form);
  const fields = useOwnFieldsOf('person');
  // They are on the line: it is their first call.
  const due = fields.filter((field) => isDue(field, { kind: 'person', stage: 'new', talked: true }));
  const ownOf = useOwnOfForm(form, due);
  const alike = useAlike(form.values, undefined);

  const save = form.onSubmit(async (values) => {
    const own = ownOf(values);
    if (own === undefined) return;
    const live = await ask('calls.register', { callId: call.id, draft: { ...draftOfForm(values), own } });
    if (!live) return;
    written.delete(call.id);
    if (live.card) cards.getState().put(live.card);
    toastDone(t('calls:unknown.saved', { name: values.name.trim() }));
    if (openAfter && live.call.contactId !== undefined) openContact(live.call.contactId);
  });
  const assign = async (contactId: string) => {
    const live = await ask('calls.assign', { callId: call.id, contactId, remember: !anonymous });
    if (live && openAfter) openContact(contactId);
  };

  return (
    <section className={classes.unknown} aria-label={t('calls:unknown.title')}>
      <form onSubmit={save} className={classes.form}>
        <h2 className={classes.title}>{t('calls:unknown.title')}</h2>
        <p className={classes.text}>{anonymous ? t('calls:unknown.anonymous') : t('calls:unknown.text')}</p>
        <div className={classes.grid}>
          <TextInput label={t('field.name')} withAsterisk maxLength={300} {...form.getInputProps('name')} />
          <TextInput
            label={t('field.organisation')}
            maxLength={300}
            {...form.getInputProps('organisationName')}
          />
          <TextInput label={t('field.phone')} maxLength={100} {...form.getInputProps('phones.0.number')} />
          <MandatoryInputs form={form} fields={mandatory} />
          <OwnInputs form={form} fields={due} />
        </div>
        <AlikeHint
          alike={alike}
          onOpen={openContact}
          verb={{ name: t('alike.take'), act: ({ row }) => void assign(row.id) }}
        />
        <Button type="submit" size="sm" loading={form.submitting}>
          {t('calls:unknown.save')}
        </Button>
      </form>
      <div className={classes.existing}>
        <h3 className={classes.subtitle}>{t('calls:unknown.existing')}</h3>
        <CustomerField inside label={t('calls:unknown.findExisting')} onPick={({ id }) => void assign(id)} />
      </div>
    </section>
  );
}

/** What was typed while another call came in front: the form may be unmounted, the words may not be lost. */
const written = new Map<string, ContactForm>();

function useRestore(callId: string, form: UseFormReturnType<ContactForm>): void {
  const { values, setValues } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each call.
  useEffect(() => {
    const before = written.get(callId);
    if (before) setValues(before);
  }, [callId]);
  useEffect(() => {
    if (form.isDirty()) written.set(callId, values);
  }, [callId, values, form]);
}
