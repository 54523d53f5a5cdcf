import { ActionIcon, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { OWN_LIMITS } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './own-fields.module.css';

/** The name of a group, which all of its fields carry; a new name is given to all of them at once. */
export function GroupHeading({ group, onRename }: { group: string; onRename: (name: string) => void }) {
  const { t } = useTranslation('ownFields');
  const [written, setWritten] = useState<string>();
  if (written === undefined)
    return (
      <h3 className={classes.group}>
        {group || t('noGroup')}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('renameGroup', { name: group || t('noGroup') })}
          onClick={() => setWritten(group)}
        >
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      </h3>
    );
  const finish = () => {
    setWritten(undefined);
    if (written.trim() !== group) onRename(written);
  };
  return (
    <TextInput
      className={classes.groupInput}
      size="xs"
      aria-label={t('groupName')}
      autoFocus
      value={written}
      maxLength={OWN_LIMITS.group}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') setWritten(undefined);
      }}
    />
  );
}
