import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { EditDialog } from './edit-dialog.tsx';
import classes from './people.module.css';
import type { Directory } from './use-directory.ts';

/** People who see each other's records. */
export function Groups({ directory }: { directory: Directory }) {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const [draft, setDraft] = useState<{ id?: string; name: string }>();
  const members = (id: string) =>
    directory.people.filter(({ groupIds }) => groupIds.includes(id)).map(({ name }) => name);
  return (
    <>
      <p className={classes.text}>{t('group.text')}</p>
      <ul className={classes.list} aria-label={t('tab.groups')}>
        {directory.groups.map((group) => (
          <li key={group.id}>
            <button type="button" className={classes.line} onClick={() => setDraft(group)}>
              <span className={classes.name}>{group.name}</span>
              <span className={classes.dim}>{members(group.id).join(', ') || t('group.nobody')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setDraft({ name: '' })}>
        {t('group.add')}
      </Button>
      <EditDialog
        opened={draft !== undefined}
        title={t(draft?.id === undefined ? 'group.add' : 'group.title')}
        ready={draft !== undefined && draft.name.trim() !== ''}
        onSave={async () => draft !== undefined && (await ask('users.saveGroup', draft)) !== undefined}
        remove={draft?.id === undefined ? undefined : ['group', draft.id]}
        onClose={() => setDraft(undefined)}
      >
        <TextInput
          label={t('group.name')}
          value={draft?.name ?? ''}
          maxLength={100}
          data-autofocus
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
      </EditDialog>
    </>
  );
}
