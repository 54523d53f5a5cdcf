import { Button, Tabs } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { Groups } from './groups.tsx';
import { LockTime } from './lock-time.tsx';
import classes from './people.module.css';
import { PeopleList } from './people-list.tsx';
import { Profiles } from './profiles.tsx';
import { Roles } from './roles.tsx';
import { Sessions } from './sessions.tsx';
import { TurnOff } from './turn-off.tsx';
import { TurnOn } from './turn-on.tsx';
import { useDirectory } from './use-directory.ts';

/** Who may log in here, and what each of them may do. */
export function PeopleSettings() {
  const { t } = useTranslation('people');
  const directory = useDirectory();
  const go = useNavigation((navigation) => navigation.go);
  const mayAudit = useMay('audit.view');
  if (!directory) return null;
  const audit = mayAudit && (
    <Button variant="default" leftSection={<IconEye size={14} aria-hidden />} onClick={() => go('audit')}>
      {t('openAudit')}
    </Button>
  );
  if (!directory.asked)
    return (
      <div className={classes.part}>
        <TurnOn />
        <div>{audit}</div>
      </div>
    );
  return (
    <div className={classes.part}>
      <Tabs defaultValue="people" keepMounted={false}>
        <Tabs.List aria-label={t('title')}>
          {(['people', 'roles', 'profiles', 'groups', 'sessions'] as const).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people" className={classes.panel}>
          <PeopleList directory={directory} />
        </Tabs.Panel>
        <Tabs.Panel value="roles" className={classes.panel}>
          <Roles directory={directory} />
        </Tabs.Panel>
        <Tabs.Panel value="profiles" className={classes.panel}>
          <Profiles directory={directory} />
        </Tabs.Panel>
        <Tabs.Panel value="groups" className={classes.panel}>
          <Groups directory={directory} />
        </Tabs.Panel>
        <Tabs.Panel value="sessions" className={classes.panel}>
          <Sessions />
        </Tabs.Panel>
      </Tabs>
      <LockTime minutes={directory.lockMinutes} />
      <div className={classes.verbs}>
        {audit}
        <TurnOff />
      </div>
    </div>
  );
}
