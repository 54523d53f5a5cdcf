import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { RolePlace } from '../../../shared/contract/users.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { EditDialog } from './edit-dialog.tsx';
import { inOrder } from './hierarchy.ts';
import classes from './people.module.css';
import { type Directory, useNameOf } from './use-directory.ts';

type Draft = Partial<Pick<RolePlace, 'id' | 'parentId' | 'builtIn'>> & { name: string; profileId: string };

/** Places above and below each other: whoever stands above sees what those below own. */
export function Roles({ directory }: { directory: Directory }) {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const nameOf = useNameOf();
  const [draft, setDraft] = useState<Draft>();
  const { roles, profiles } = directory;
  const change = (more: Partial<Draft>) => draft && setDraft({ ...draft, ...more });
  const save = async () => {
    if (!draft) return false;
    const { id, name, parentId, profileId } = draft;
    const saved = await ask('users.saveRole', {
      ...(id === undefined ? {} : { id }),
      ...(parentId === undefined ? {} : { parentId }),
      ...{ name, profileId },
    });
    return saved !== undefined;
  };
  return (
    <>
      <p className={classes.text}>{t('role.text')}</p>
      <ul className={classes.list} aria-label={t('tab.roles')}>
        {inOrder(roles).map(({ role, depth }) => (
          <li key={role.id}>
            <button
              type="button"
              className={classes.line}
              style={{ paddingInlineStart: 12 + depth * 24 }}
              onClick={() => setDraft({ ...role, name: nameOf(role) })}
            >
              <span className={classes.name}>{nameOf(role)}</span>
              <span className={classes.dim}>
                {profiles.filter(({ id }) => id === role.profileId).map(nameOf)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setDraft({ name: '', profileId: profiles[0]?.id ?? '' })}
      >
        {t('role.add')}
      </Button>
      <EditDialog
        opened={draft !== undefined}
        title={t(draft?.id === undefined ? 'role.add' : 'role.title')}
        ready={draft !== undefined && draft.name.trim() !== ''}
        onSave={save}
        remove={draft?.id !== undefined && draft.builtIn === undefined ? ['role', draft.id] : undefined}
        onClose={() => setDraft(undefined)}
      >
        <TextInput
          label={t('role.name')}
          value={draft?.name ?? ''}
          maxLength={100}
          data-autofocus
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('role.parent')}
          description={t('role.parentHint')}
          placeholder={t('role.top')}
          clearable
          data={roles
            .filter(({ id }) => id !== draft?.id)
            .map((role) => ({ value: role.id, label: nameOf(role) }))}
          value={draft?.parentId ?? null}
          onChange={(id) => change({ parentId: id ?? undefined })}
        />
        <Select
          label={t('role.profile')}
          allowDeselect={false}
          data={profiles.map((profile) => ({ value: profile.id, label: nameOf(profile) }))}
          value={draft?.profileId ?? null}
          onChange={(id) => id !== null && change({ profileId: id })}
        />
      </EditDialog>
    </>
  );
}
