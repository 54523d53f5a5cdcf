import { Button, Checkbox, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Person } from '../../../shared/contract/users.ts';
import { ROLE_IDS } from '../../../shared/domain/rights/built-in.ts';
import { useTranslation } from '../../i18n/index.ts';
import { namedOptions } from '../../ui/index.ts';
import { useNewPassword } from '../state/new-password.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './people.module.css';
import { type Directory, useNameOf } from './use-directory.ts';

interface PersonDialogProps {
  directory: Directory;
  opened: Person | 'new' | undefined;
  onClose: () => void;
  /** What this person has is to go to others; `left`: because they may no longer log in. */
  onHandOver: (person: Person, left: boolean) => void;
}

export function PersonDialog({ directory, opened, onClose, onHandOver }: PersonDialogProps) {
  const { t } = useTranslation('people');
  const person = opened === 'new' ? undefined : opened;
  return (
    <Modal
      opened={opened !== undefined}
      onClose={onClose}
      title={person ? person.name : t('person.add')}
      centered
    >
      {opened !== undefined && (
        <PersonForm directory={directory} person={person} onDone={onClose} onHandOver={onHandOver} />
      )}
    </Modal>
  );
}

interface PersonFormProps extends Pick<PersonDialogProps, 'directory' | 'onHandOver'> {
  person: Person | undefined;
  onDone: () => void;
}

function PersonForm({ directory, person, onDone, onHandOver }: PersonFormProps) {
  const { t } = useTranslation(['people', 'common']);
  const ask = useAsk();
  const nameOf = useNameOf();
  const [name, setName] = useState(person?.name ?? '');
  const [roleId, setRoleId] = useState(person?.roleId ?? ROLE_IDS.operator);
  const [groupIds, setGroupIds] = useState(person?.groupIds ?? []);
  const [active, setActive] = useState(person?.active ?? true);
  // Who has one keeps it unless somebody asks for another.
  const [renew, setRenew] = useState(person?.hasPassword !== true);
  const { fields, password } = useNewPassword();
  const [busy, setBusy] = useState(false);
  const ready = name.trim() !== '' && (!renew || !active || password !== undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const saved = await ask('users.save', {
      ...(person ? { id: person.id } : {}),
      ...{ name, roleId, groupIds, active },
      ...(renew && password !== undefined ? { password } : {}),
    });
    setBusy(false);
    if (!saved) return;
    onDone();
    if (person?.active && !active) onHandOver({ ...person, name }, true);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('person.name')}
        description={t('person.nameHint')}
        value={name}
        maxLength={100}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('person.role')}
        allowDeselect={false}
        data={directory.roles.map((role) => ({ value: role.id, label: nameOf(role) }))}
        value={roleId}
        onChange={(id) => id !== null && setRoleId(id)}
      />
      {directory.groups.length > 0 && (
        <MultiSelect
          label={t('person.groups')}
          data={namedOptions(directory.groups)}
          value={groupIds}
          onChange={setGroupIds}
        />
      )}
      <Checkbox
        label={t('person.active')}
        description={t('person.activeHint')}
        checked={active}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      {person?.hasPassword && (
        <Checkbox
          label={t('person.renew')}
          description={t('person.renewHint')}
          checked={renew}
          onChange={(event) => setRenew(event.currentTarget.checked)}
        />
      )}
      {renew && active && fields}
      <div className={classes.verbs}>
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('common:save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {person && (
          <Button
            className={classes.end}
            variant="subtle"
            onClick={() => {
              onDone();
              onHandOver(person, false);
            }}
          >
            {t('handOver.open')}
          </Button>
        )}
      </div>
    </form>
  );
}
