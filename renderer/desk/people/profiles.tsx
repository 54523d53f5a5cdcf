import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Profile } from '../../../shared/contract/users.ts';
import type { Grants } from '../../../shared/domain/rights/profiles.ts';
import { RIGHTS } from '../../../shared/domain/rights/rights.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { EditDialog } from './edit-dialog.tsx';
import { Matrix } from './matrix.tsx';
import classes from './people.module.css';
import { type Directory, useNameOf } from './use-directory.ts';

interface Draft {
  readonly id?: string;
  readonly builtIn?: Profile['builtIn'];
  readonly name: string;
  readonly grants: Grants;
}

/** Sets of rights, which roles carry. */
export function Profiles({ directory }: { directory: Directory }) {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const nameOf = useNameOf();
  const [draft, setDraft] = useState<Draft>();
  // So that nobody can lock everybody out.
  const fixed = draft?.builtIn === 'administrator';
  const save = async () => {
    if (!draft || fixed) return false;
    const { id, name, grants } = draft;
    const saved = await ask('users.saveProfile', { ...(id === undefined ? {} : { id }), name, grants });
    return saved !== undefined;
  };
  return (
    <>
      <p className={classes.text}>{t('profile.text')}</p>
      <ul className={classes.list} aria-label={t('tab.profiles')}>
        {directory.profiles.map((profile) => (
          <li key={profile.id}>
            <button
              type="button"
              className={classes.line}
              onClick={() => setDraft({ ...profile, name: nameOf(profile) })}
            >
              <span className={classes.name}>{nameOf(profile)}</span>
              <span className={classes.dim}>
                {t('profile.count', { count: Object.keys(profile.grants).length, all: RIGHTS.length })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setDraft({ name: '', grants: {} })}
      >
        {t('profile.add')}
      </Button>
      <EditDialog
        opened={draft !== undefined}
        size={880}
        title={t(draft?.id === undefined ? 'profile.add' : 'profile.title')}
        ready={draft !== undefined && draft.name.trim() !== '' && !fixed}
        onSave={save}
        remove={draft?.id !== undefined && draft.builtIn === undefined ? ['profile', draft.id] : undefined}
        onClose={() => setDraft(undefined)}
      >
        {fixed && <p className={classes.text}>{t('profile.fixed')}</p>}
        <TextInput
          label={t('profile.name')}
          value={draft?.name ?? ''}
          maxLength={100}
          disabled={fixed}
          data-autofocus
          onChange={(event) => draft && setDraft({ ...draft, name: event.currentTarget.value })}
        />
        {draft && (
          <Matrix
            grants={draft.grants}
            disabled={fixed}
            onChange={(grants) => setDraft({ ...draft, grants })}
          />
        )}
      </EditDialog>
    </>
  );
}
