import { Button } from '@mantine/core';
import { IconPhone, IconPhoneIncoming } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { type Persona, usePersonaText } from './persona-text.ts';
import classes from './training.module.css';

interface PersonaListProps {
  label: string;
  personas: readonly Persona[];
  /** The line is ready; otherwise the verbs rest, and the words above say why. */
  usable: boolean;
  /** Whose call was asked for and has not begun. */
  askedId: string | undefined;
  onAct: (persona: Persona) => void;
}

/** A hidden number has no digits. */
const isHidden = (persona: Persona): boolean => !/\d/.test(persona.number);

export function PersonaList({ label, personas, usable, askedId, onAct }: PersonaListProps) {
  const { t } = useTranslation('training');
  const textOf = usePersonaText();
  return (
    <ul className={classes.personas} aria-label={label}>
      {personas.map((persona) => {
        const name = persona.name.trim() || t('noName');
        const number = isHidden(persona) ? t('hiddenNumber') : formatPhone(persona.number);
        const inbound = persona.direction === 'inbound';
        return (
          <li key={persona.id} className={classes.persona}>
            <div className={classes.who}>
              <div className={classes.name} title={name}>
                {name}
              </div>
              <div className={classes.hint}>
                {persona.organisation !== undefined && (
                  <span className={classes.firm}>{persona.organisation}</span>
                )}
                <span className={classes.number}>{number}</span>
              </div>
            </div>
            <p className={classes.what}>{textOf(persona)}</p>
            <Button
              variant="default"
              disabled={!usable}
              loading={askedId === persona.id}
              leftSection={
                inbound ? <IconPhoneIncoming size={14} aria-hidden /> : <IconPhone size={14} aria-hidden />
              }
              aria-label={inbound ? t('callMeName', { name }) : t('dialName', { name, number })}
              onClick={() => onAct(persona)}
            >
              {inbound ? t('callMe') : t('dial')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
