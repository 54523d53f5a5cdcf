import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Campaign, LeadSource } from '../../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Screen, Trouble } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useDialerActions } from '../../state/dialer-actions.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useAsk, useFailureText, useUndo } from '../../state/use-ask.ts';
import classes from './form.module.css';
import { ListFields } from './list-fields.tsx';
import { draftOf, errorsOf, formOf, type ListForm, sourceOf } from './list-form.ts';
import { forgetNewList, setNewList, startNewList, useNewList } from './new-list-store.ts';

/** A new list, from its name to the first prospect on the bar. */
export function NewList({ source }: { source: LeadSource | undefined }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const core = useCore();
  const ask = useAsk();
  const { join } = useDialerActions();
  const openLists = useNavigation((navigation) => navigation.openLists);
  // Before the first paint: the form must not be seen with somebody else's prospects.
  useLayoutEffect(() => startNewList(source), [source]);
  const form = useNewList();
  const { refused, busy, send } = useSending(form, true);

  const make = (start: boolean) =>
    send(async () => {
      const { id } = await core.request('campaigns.create', {
        draft: draftOf(form),
        source: sourceOf(form.source),
      });
      forgetNewList();
      openLists({ kind: 'list', id });
      if (start && (await ask('campaigns.setState', { id, state: 'running' }))) await join(id);
    });
  return (
    <FormScreen
      title={t('new.title')}
      form={form}
      withSource
      refused={refused}
      onChange={setNewList}
      onSubmit={() => void make(true)}
      verbs={
        <>
          <Button type="submit" loading={busy}>
            {t('new.start')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => void make(false)}>
            {t('new.make')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              forgetNewList();
              openLists({ kind: 'all' });
            }}
          >
            {t('common:cancel')}
          </Button>
        </>
      }
    />
  );
}

/** A list that exists, changed as a whole. Its prospects stay as they are. */
export function ChangeList({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const core = useCore();
  const undo = useUndo();
  const openLists = useNavigation((navigation) => navigation.openLists);
  const [form, setForm] = useState(() => formOf(campaign));
  const { refused, busy, send } = useSending(form, false);
  const back = () => openLists({ kind: 'list', id: campaign.id });
  const save = () =>
    send(async () => {
      const { id, version } = campaign;
      const changed = await core.request('campaigns.update', { id, version, draft: draftOf(form) });
      undo(changed, t('change.saved', { name: form.name.trim() }));
      back();
    });
  return (
    <FormScreen
      title={t('change.title', { name: campaign.name })}
      form={form}
      withSource={false}
      refused={refused}
      onChange={setForm}
      onSubmit={() => void save()}
      verbs={
        <>
          <Button type="submit" loading={busy}>
            {t('common:save')}
          </Button>
          <Button variant="subtle" color="gray" onClick={back}>
            {t('common:cancel')}
          </Button>
        </>
      }
    />
  );
}

interface Sending {
  /** What the core answered, in words; '' when the form itself is not complete yet. */
  readonly refused: string | undefined;
  readonly busy: boolean;
  send(work: () => Promise<void>): Promise<void>;
}

/** Sends the form when it is complete. A refusal is told above it, and everything stays as it was written. */
function useSending(form: ListForm, withSource: boolean): Sending {
  const failureText = useFailureText();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (work: () => Promise<void>) => {
    if (busy) return;
    if (errorsOf(form, withSource).length > 0) return setRefused('');
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
    } catch (error) {
      setRefused(failureText(error));
    }
    setBusy(false);
  };
  return { refused, busy, send };
}

interface FormScreenProps {
  title: string;
  form: ListForm;
  withSource: boolean;
  refused: string | undefined;
  onChange: (form: ListForm) => void;
  onSubmit: () => void;
  verbs: ReactNode;
}

function FormScreen({ title, form, withSource, refused, onChange, onSubmit, verbs }: FormScreenProps) {
  const element = useRef<HTMLFormElement>(null);
  const name = useRef<HTMLInputElement>(null);
  // Errors are said once somebody tried to send, not while the first letter is typed.
  const errors = refused === undefined ? [] : errorsOf(form, withSource);
  useEffect(() => name.current?.focus(), []);
  useEffect(() => {
    if (refused === undefined) return;
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    wrong?.scrollIntoView({ block: 'nearest' });
    if (wrong instanceof HTMLInputElement) wrong.focus();
  }, [refused]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Screen title={title}>
      <form ref={element} className={classes.form} aria-label={title} noValidate onSubmit={submit}>
        {refused !== undefined && refused !== '' && <Trouble text={refused} />}
        <ListFields
          form={form}
          onChange={onChange}
          errors={errors}
          withSource={withSource}
          nameField={name}
        />
        <div className={classes.verbs}>{verbs}</div>
      </form>
    </Screen>
  );
}
