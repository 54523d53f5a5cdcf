import { Button, Menu } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useState } from 'react';
import {
  DIRECTORY_KINDS,
  type DirectoryDraft,
  type DirectoryState,
} from '../../../shared/contract/directories.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Section, Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import { Conflicts } from './conflicts.tsx';
import classes from './directories.module.css';
import { DirectoryForm } from './directory-form.tsx';
import { DirectoryRow } from './directory-row.tsx';
import { draftOf, newDraft } from './draft.ts';
import { useConflicts, useDirectories } from './use-directories.ts';

/** Address books outside: how each one goes, what is set, and what waits for a person. */
export function DirectorySettings() {
  const { t } = useTranslation('directories');
  const failureText = useFailureText();
  const { state: list, failure, load } = useDirectories();
  const conflicts = useConflicts();
  const [draft, setDraft] = useState<DirectoryDraft>();
  /** Whose form was left last; `new`: of none that was there before. */
  const [returned, setReturned] = useState<string>();
  if (failure) return <Trouble text={failureText(failure)} />;
  if (!list) return null;
  const edited: DirectoryState | undefined = list.find(({ id }) => id === draft?.id);
  if (draft) {
    return (
      <DirectoryForm
        key={draft.id ?? draft.settings.kind}
        draft={draft}
        hasPassword={edited?.hasPassword === true}
        onClose={() => {
          setReturned(draft.id ?? 'new');
          setDraft(undefined);
          load();
        }}
      />
    );
  }
  const add = (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant={list.length === 0 ? 'filled' : 'default'} autoFocus={returned === 'new'}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {DIRECTORY_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => setDraft(newDraft(kind))}>
            {t(`kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <div className={classes.parts}>
      <p className={classes.hint}>{t('intro')}</p>
      {conflicts.state !== undefined && conflicts.state.length > 0 && (
        <Conflicts list={conflicts.state} onChosen={conflicts.load} />
      )}
      {list.length === 0 ? (
        <EmptyState
          icon={<IconAddressBook size={28} stroke={1.4} />}
          title={t('none')}
          text={t('noneHint')}
          action={add}
        />
      ) : (
        <Section title={t('title')} actions={add}>
          <ul className={classes.rows}>
            {list.map((directory) => (
              <li key={directory.id}>
                <DirectoryRow
                  directory={directory}
                  isReturned={returned === directory.id}
                  onEdit={() => setDraft(draftOf(directory))}
                  onRemoved={load}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
