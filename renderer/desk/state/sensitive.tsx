// Fields that must not be heard in a recording: card numbers, passports.
import { Text } from '@mantine/core';
import { IconEarOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from './core.tsx';
import { useSession } from './session.tsx';

/** Marks whatever holds such a field; `useSensitiveWatch` sees the cursor come and go. */
export const SENSITIVE = { 'data-sensitive': '' } as const;
const MARK = '[data-sensitive]';

/** More often than the core forgets that somebody is in one (`electron/core/recordings/pauses.ts`). */
const AGAIN_MS = 10_000;

/** The mark, where the firm has chosen this field. */
export function useSensitiveField(
  field: Settings['sensitiveFields'][number],
): typeof SENSITIVE | Record<string, never> {
  const chosen = useSession((session) => session.settings?.sensitiveFields.includes(field) === true);
  return chosen ? SENSITIVE : {};
}

/** Tells the core when the cursor stands in a sensitive field, for as long as it does. Once in the desk. */
export function useSensitiveWatch(): void {
  const core = useCore();
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    // Without a core nothing is recorded either.
    const say = (focused: boolean) => void core.request('recordings.sensitive', { focused }).catch(() => {});
    const look = () => {
      const inside = document.activeElement?.closest(MARK) != null;
      if (inside === (timer !== undefined)) return;
      clearInterval(timer);
      timer = inside ? setInterval(() => say(true), AGAIN_MS) : undefined;
      say(inside);
    };
    // The next one has the focus only after the former has lost it, and one that goes from the page says nothing.
    const later = () => queueMicrotask(look);
    const removed = new MutationObserver(() => timer !== undefined && look());
    removed.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', later);
    document.addEventListener('focusout', later);
    return () => {
      removed.disconnect();
      document.removeEventListener('focusin', later);
      document.removeEventListener('focusout', later);
      if (timer === undefined) return;
      clearInterval(timer);
      say(false);
    };
  }, [core]);
}

/** Says it where it happens, before anybody asks the customer. */
export function SensitiveHint() {
  const { t } = useTranslation('calls');
  return (
    <Text size="xs" c="dimmed">
      <IconEarOff size={14} aria-hidden /> {t('sensitive.hint')}
    </Text>
  );
}
