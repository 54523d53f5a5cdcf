import { Menu } from '@mantine/core';
import { IconKey, IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useSeat } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import { ChangePassword } from './change-password.tsx';
import classes from './session.module.css';

/** Who works here, and how he goes. Nothing where nobody is asked. */
export function UserMenu() {
  const { t } = useTranslation('session');
  const ask = useAsk();
  const name = useSeat(({ session }) => (session?.asked ? session.who?.name : undefined));
  const [changing, setChanging] = useState(false);
  if (name === undefined) return null;
  return (
    <>
      <Menu position="right-end" width={240}>
        <Menu.Target>
          <button type="button" className={classes.user} aria-label={t('menu.label', { name })} title={name}>
            <IconUserCircle size={22} stroke={1.6} aria-hidden />
            <span>{name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{name}</Menu.Label>
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void ask('session.lock', {})}>
            {t('menu.lock')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setChanging(true)}>
            {t('menu.password')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void ask('session.logout', {})}>
            {t('menu.leave')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePassword opened={changing} onClose={() => setChanging(false)} />
    </>
  );
}
