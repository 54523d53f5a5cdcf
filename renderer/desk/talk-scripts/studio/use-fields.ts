import { useMemo } from 'react';
import {
  FILLABLE_FIELDS,
  type FillTarget,
  type OwnFieldRef,
  ownIdOf,
  READABLE_FIELDS,
  type ReadTarget,
} from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOwnFields } from '../../state/own-fields.tsx';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

export interface FieldChoices {
  /** What an answer can go into. */
  readonly fillable: Choice<FillTarget>[];
  /** What a condition can ask. */
  readonly readable: Choice<ReadTarget>[];
}

/** Fields of the card in words, the firm's own among them. One that was put away stays where a script names it. */
export function useFields(used?: string): FieldChoices {
  const { t } = useTranslation('scriptStudio');
  const fields = useOwnFields();
  return useMemo(() => {
    const shown = fields.filter(
      ({ id, archived, type }) =>
        type !== 'file' && (!archived || (used !== undefined && ownIdOf(used) === id)),
    );
    const own = shown.map(({ id, name }) => ({ value: `own.${id}` as OwnFieldRef, label: name }));
    return {
      fillable: [...FILLABLE_FIELDS.map((value) => ({ value, label: t(`fact.${value}`) })), ...own],
      readable: [...READABLE_FIELDS.map((value) => ({ value, label: t(`fact.${value}`) })), ...own],
    };
  }, [t, fields, used]);
}
