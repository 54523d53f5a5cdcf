import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { RELATIONS } from '../../../shared/contract/contacts.ts';
import type { DirectoryDraft } from '../../../shared/contract/directories.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, Trouble, toastDone, WholeNumber } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk, useFailureText } from '../state/use-ask.ts';
import classes from './directories.module.css';
import { canBeTested } from './draft.ts';
import { KindFields } from './kind-fields.tsx';

interface DirectoryFormProps {
  draft: DirectoryDraft;
  hasPassword: boolean;
  onClose: () => void;
}

type Tested = Output<'directories.test'>;

/** What a directory needs, tried before it is kept. */
export function DirectoryForm({ draft: first, hasPassword, onClose }: DirectoryFormProps) {
  const { t } = useTranslation(['directories', 'contacts']);
  const ask = useAsk();
  const [draft, setDraft] = useState(first);
  const [password, setPassword] = useState('');
  const { settings } = draft;
  const set = (change: Partial<DirectoryDraft>) => setDraft((before) => ({ ...before, ...change }));
  const given = { ...draft, ...(password === '' ? {} : { password }) };
  const save = async () => {
    if (!(await ask('directories.save', given))) return;
    toastDone(t('saved'));
    onClose();
  };
  return (
    <Section
      title={first.id === undefined ? t(`new.${settings.kind}`) : t('editTitle', { name: first.name })}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          required
          autoFocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <KindFields settings={settings} onChange={(next) => set({ settings: next })} />
        {settings.kind !== 'folder' && (
          <PasswordInput
            label={t('password')}
            description={hasPassword ? t('passwordKept') : undefined}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
        )}
        <TestPanel
          key={JSON.stringify(given.settings)}
          draft={given}
          onBook={(url) => settings.kind === 'carddav' && set({ settings: { ...settings, url } })}
        />
        <div className={classes.pair}>
          <WholeNumber
            label={t('every')}
            value={draft.everyMinutes}
            least={0}
            most={10_080}
            onChange={(everyMinutes) => set({ everyMinutes })}
          />
          <Select
            label={t('relation')}
            data={RELATIONS.map((value) => ({ value, label: t(`contacts:relation.${value}`) }))}
            value={draft.relation}
            allowDeselect={false}
            onChange={(value) => {
              const relation = RELATIONS.find((each) => each === value);
              if (relation) set({ relation });
            }}
          />
        </div>
        {settings.kind === 'carddav' && (
          <>
            <Checkbox
              label={t('twoWay')}
              description={t('twoWayHint')}
              checked={draft.twoWay}
              onChange={(event) => set({ twoWay: event.currentTarget.checked })}
            />
            {draft.twoWay && (
              <TextInput
                label={t('pushTag')}
                description={t('pushTagHint')}
                value={draft.pushTag}
                onChange={(event) => set({ pushTag: event.currentTarget.value })}
              />
            )}
          </>
        )}
        <p className={classes.hint}>
          {t(settings.kind === 'carddav' && draft.twoWay ? 'rulesTwoWay' : 'rulesOneWay')}
        </p>
        <div className={classes.buttons}>
          <Button type="submit" disabled={draft.name.trim() === '' || !canBeTested(draft)}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** Asks the server with what stands in the form, and says in words what came of it. */
function TestPanel({ draft, onBook }: { draft: DirectoryDraft; onBook: (url: string) => void }) {
  const { t } = useTranslation('directories');
  const format = useFormat();
  const core = useCore();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ tested: Tested } | { trouble: string }>();
  const test = async () => {
    setBusy(true);
    try {
      setResult({
        tested: await core.request('directories.test', { ...draft, name: draft.name.trim() || '-' }),
      });
    } catch (error) {
      setResult({ trouble: failureText(error) });
    }
    setBusy(false);
  };
  const books = result && 'tested' in result ? result.tested.books : undefined;
  return (
    <div className={classes.test}>
      <Button variant="default" loading={busy} disabled={!canBeTested(draft)} onClick={() => void test()}>
        {t('test')}
      </Button>
      {result && 'trouble' in result && <Trouble text={result.trouble} />}
      {result && 'tested' in result && !books && (
        <p role="status">{t('works', { entries: format.number(result.tested.entries) })}</p>
      )}
      {books && (
        <fieldset className={classes.books}>
          <legend>{t('books')}</legend>
          {books.map(({ url, name }) => (
            <Button key={url} variant="default" size="compact-sm" onClick={() => onBook(url)}>
              {name || url}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
