import { useCallback } from 'react';
import type { TrainingState } from '../../../shared/contract/training.ts';
import en from '../../i18n/en/training.json';
import { useTranslation } from '../../i18n/index.ts';

export type Persona = TrainingState['personas'][number];
type Sentence = keyof (typeof en)['persona'];

const isSentence = (name: string): name is Sentence => Object.hasOwn(en.persona, name);

/** The sentence of the catalogue for a persona: its own, or that of its behaviour. Undefined for a newcomer. */
export function sentenceOf(persona: Persona): Sentence | undefined {
  return [persona.id, persona.behaviour].find(isSentence);
}

/** What will happen, in words. */
export function usePersonaText(): (persona: Persona) => string {
  const { t } = useTranslation('training');
  return useCallback(
    (persona) => {
      const sentence = sentenceOf(persona);
      return sentence === undefined ? '' : t(`persona.${sentence}`);
    },
    [t],
  );
}
