import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'dayjs/locale/ru';
import 'dayjs/locale/uk';
import './theme.css';
import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useMemo } from 'react';
import type { Language } from '../../shared/contract/common.ts';
import { useTranslation } from '../i18n/index.ts';
import { ZoneContext } from '../i18n/use-format.ts';
import { withCloseName } from './theme.ts';

interface UiProviderProps {
  scheme: 'system' | 'light' | 'dark';
  language: Language;
  /** IANA zone of the workplace. */
  zone: string | undefined;
  children: ReactNode;
}

/** The settings know the scheme; the browser's own storage must not remember another one. */
const forgetful: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

const MONDAY = 1;

export function UiProvider({ scheme, language, zone, children }: UiProviderProps) {
  const { t } = useTranslation('common');
  const close = t('close');
  const theme = useMemo(() => withCloseName(close), [close]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={forgetful}
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
    >
      <DatesProvider settings={{ locale: language, firstDayOfWeek: MONDAY }}>
        <ZoneContext value={zone}>
          <Notifications position="bottom-right" limit={3} />
          {children}
        </ZoneContext>
      </DatesProvider>
    </MantineProvider>
  );
}
