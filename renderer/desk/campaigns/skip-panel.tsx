import { Button } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useSession } from '../state/session.tsx';
import { isTextField } from '../state/typing.ts';
import { BarPopover } from './bar-popover.tsx';
import classes from './next.module.css';
import { fromPicker, SKIPS, skipTime, toPicker } from './skip-times.ts';

/** Another one first; this one comes back at a time of the operator's choice. Digits choose. */
export function SkipPanel({ zone, children }: { zone: string | undefined; children: ReactNode }) {
  const { t } = useTranslation('campaigns');
  return (
    <BarPopover panel="skip" label={t('skip.title')} target={children}>
      <Choices zone={zone} />
    </BarPopover>
  );
}

function Choices({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { skip } = useDialerActions();
  const here =
    useSession((session) => session.settings?.zone) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [now] = useState(() => Date.now());
  const [when, setWhen] = useState(() => toPicker(skipTime('tomorrow', now, here) ?? now, here));
  const choices = SKIPS.flatMap((name) => {
    const at = skipTime(name, now, here);
    return at === undefined ? [] : [{ name, at }];
  });
  const until = fromPicker(when, here);
  const past = until !== undefined && until <= Date.now();
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTextField(document.activeElement)) return;
    const choice = choices[Number(event.key) - 1];
    if (!choice) return;
    event.preventDefault();
    void skip(choice.at);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its buttons did not want.
    <div className={classes.panel} onKeyDown={onKeyDown}>
      <strong>{t('skip.title')}</strong>
      {choices.map(({ name, at }, index) => (
        <Button
          key={name}
          variant="default"
          justify="space-between"
          data-autofocus={index === 0 || undefined}
          aria-keyshortcuts={String(index + 1)}
          leftSection={<KeyHint>{String(index + 1)}</KeyHint>}
          rightSection={<span className={classes.moment}>{format.moment(at, now)}</span>}
          onClick={() => void skip(at)}
        >
          {t(`skip.${name}`)}
        </Button>
      ))}
      <DateTimePicker
        label={t('skip.when')}
        value={when}
        valueFormat="DD.MM.YYYY HH:mm"
        popoverProps={{ withinPortal: false }}
        error={past ? t('skip.past') : undefined}
        onChange={(value) => setWhen(value ?? '')}
      />
      {until !== undefined && zone !== undefined && zone !== here && (
        <p className={classes.hint}>{t('skip.there', { moment: format.dateTime(until, zone) })}</p>
      )}
      <Button disabled={until === undefined || past} onClick={() => until !== undefined && void skip(until)}>
        {t('skip.do')}
      </Button>
    </div>
  );
}
