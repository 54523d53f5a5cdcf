import { Button, Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { AgentState } from '../../../shared/contract/agent.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone, KeyHint, PresenceMark } from '../../ui/index.ts';
import { useColleagues } from '../state/agent.tsx';
import { isNumberLike } from '../state/dialable.ts';
import classes from './agent.module.css';
import { StandingMark } from './standing-mark.tsx';
import { useAgentActions } from './use-agent-actions.ts';

/** To whom calls go instead: a colleague by name, or any number. */
export function ForwardTo({ state, digit }: { state: AgentState; digit: string }) {
  const { t } = useTranslation('agent');
  const { forward } = useAgentActions();
  const [text, setText] = useState('');
  const found = useColleagues(text);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = text.trim();
  const target = isNumberLike(typed) ? typed : typed === '' ? undefined : found[0]?.extension;
  const set = async (to: string | undefined) => {
    if (to === undefined) return;
    combobox.closeDropdown();
    if (await forward(to)) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0) return;
    event.preventDefault();
    void set(target);
  };
  return (
    <div className={classes.group} data-on={state.forwardTo !== undefined || undefined}>
      <div className={classes.groupHead}>
        <StandingMark standing="forwarded" />
        <span className={classes.choiceWords}>
          <span className={classes.choiceName}>
            {state.forwardTo === undefined
              ? t('choice.forwarded')
              : t('standing.forwarded', { to: formatPhone(state.forwardTo) })}
          </span>
          <span className={classes.hint}>{t('means.forwarded')}</span>
        </span>
        <KeyHint>{digit}</KeyHint>
      </div>
      <div className={classes.forward}>
        <Combobox
          store={combobox}
          withinPortal={false}
          shadow="md"
          onOptionSubmit={(extension) => void set(extension)}
        >
          <Combobox.Target>
            <TextInput
              className={classes.forwardField}
              aria-label={t('forward.to')}
              aria-keyshortcuts={digit}
              data-digit={digit}
              placeholder={t('forward.placeholder')}
              value={text}
              maxLength={256}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.currentTarget.value);
                combobox.openDropdown();
                combobox.resetSelectedOption();
              }}
              onFocus={() => combobox.openDropdown()}
              onBlur={() => combobox.closeDropdown()}
              onKeyDown={onKeyDown}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={found.length === 0}>
            <Combobox.Options aria-label={t('colleagues.title')} mah={200} style={{ overflowY: 'auto' }}>
              {found.map((colleague) => (
                <Combobox.Option
                  key={colleague.extension}
                  value={colleague.extension}
                  className={classes.person}
                >
                  <PresenceMark state={colleague.state} />
                  <span className={classes.personName}>
                    {colleague.name}
                    <span className={classes.hint}> {t(`presence.${colleague.state}`)}</span>
                  </span>
                  <span className={classes.extension}>{colleague.extension}</span>
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
        <Button disabled={target === undefined} onClick={() => void set(target)}>
          {t('forward.set')}
        </Button>
        {state.forwardTo !== undefined && (
          <Button variant="default" onClick={() => void forward(null)}>
            {t('forward.stop')}
          </Button>
        )}
      </div>
    </div>
  );
}
