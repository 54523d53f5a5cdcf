import { NativeSelect } from '@mantine/core';
import type { Grants } from '../../../shared/domain/rights/profiles.ts';
import {
  hasReach,
  MODULES,
  REACHES,
  type Reach,
  RIGHTS,
  type Right,
  type RightModule,
} from '../../../shared/domain/rights/rights.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './people.module.css';

interface MatrixProps {
  grants: Grants;
  disabled: boolean;
  onChange: (grants: Grants) => void;
}

const NAMES = Object.keys(MODULES) as RightModule[];
const actionOf = (right: Right) => right.slice(right.indexOf('.') + 1) as Action;
type Action = (typeof MODULES)[RightModule][number];

/** Module by module: what may be done, and whose records it reaches. */
export function Matrix({ grants, disabled, onChange }: MatrixProps) {
  const { t } = useTranslation('people');
  const set = (right: Right, reach: Reach | undefined) => {
    const { [right]: _before, ...rest } = grants;
    onChange(reach === undefined ? rest : { ...rest, [right]: reach });
  };
  const choices = (right: Right) => [
    { value: '', label: t('reach.none') },
    ...(hasReach(right)
      ? REACHES.map((reach) => ({ value: reach, label: t(`reach.${reach}`) }))
      : [{ value: 'all', label: t('reach.yes') }]),
  ];
  return (
    <div className={classes.matrix}>
      {NAMES.map((module) => (
        <fieldset key={module} className={classes.module}>
          <legend className={classes.legend}>{t(`module.${module}`)}</legend>
          {RIGHTS.filter((right) => right.startsWith(`${module}.`)).map((right) => (
            <NativeSelect
              key={right}
              size="xs"
              label={t(`action.${actionOf(right)}`)}
              aria-label={`${t(`module.${module}`)}: ${t(`action.${actionOf(right)}`)}`}
              disabled={disabled}
              data-granted={grants[right] !== undefined}
              data={choices(right)}
              // Without owners any reach is the whole of it.
              value={grants[right] === undefined ? '' : hasReach(right) ? grants[right] : 'all'}
              onChange={(event) => set(right, (event.currentTarget.value || undefined) as Reach | undefined)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
