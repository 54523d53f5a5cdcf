import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Person } from '../../../shared/contract/users.ts';
import { byName } from '../../../shared/domain/text/by-name.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type HandingOver, HandOverDialog } from './hand-over/hand-over-dialog.tsx';
import classes from './people.module.css';
import { PersonDialog } from './person-dialog.tsx';
import { type Directory, useNameOf } from './use-directory.ts';

export function PeopleList({ directory }: { directory: Directory }) {
  const { t } = useTranslation('people');
  const nameOf = useNameOf();
  const [opened, setOpened] = useState<Person | 'new'>();
  const [handing, setHanding] = useState<HandingOver>();
  // Who may log in stands first; who has left is only the owner of what he did.
  const people = directory.people.toSorted(
    (one, other) => Number(other.active) - Number(one.active) || byName(one.name, other.name),
  );
  const standing = (person: Person) => {
    const role = directory.roles.find(({ id }) => id === person.roleId);
    const groups = directory.groups.filter(({ id }) => person.groupIds.includes(id));
    return [role && nameOf(role), ...groups.map(({ name }) => name)].filter(Boolean).join(' · ');
  };
  return (
    <>
      <ul className={classes.list} aria-label={t('tab.people')}>
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={classes.line}
              data-off={!person.active}
              onClick={() => setOpened(person)}
            >
              <span className={classes.name}>{person.name}</span>
              <span className={classes.dim}>{standing(person)}</span>
              {person.me && (
                <Badge variant="light" tt="none">
                  {t('person.me')}
                </Badge>
              )}
              {!person.active && (
                <Badge variant="light" tt="none" color="gray">
                  {t('person.left')}
                </Badge>
              )}
              {person.active && !person.hasPassword && (
                <Badge variant="light" tt="none" color="yellow">
                  {t('person.noPassword')}
                </Badge>
              )}
            </button>
          </li>
        ))}
      </ul>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpened('new')}>
        {t('person.add')}
      </Button>
      <PersonDialog
        directory={directory}
        opened={opened}
        onClose={() => setOpened(undefined)}
        onHandOver={(person, left) => setHanding({ person, left })}
      />
      <HandOverDialog directory={directory} opened={handing} onClose={() => setHanding(undefined)} />
    </>
  );
}
