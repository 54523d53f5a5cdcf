import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCoffee,
  IconLogout2,
  IconPencil,
  IconPhoneCall,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconPhonePause,
  IconQuestionMark,
} from '@tabler/icons-react';
import type { BoardRow } from '../../../shared/contract/board.ts';
import type { BoardState } from '../../../shared/domain/board/board.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './board.module.css';

const SHAPES: Readonly<Record<BoardState, typeof IconPencil>> = {
  free: IconCircleCheckFilled,
  ringing: IconPhoneIncoming,
  dialing: IconPhoneOutgoing,
  talking: IconPhoneCall,
  onHold: IconPhonePause,
  wrapUp: IconPencil,
  break: IconCoffee,
  away: IconLogout2,
  unknown: IconQuestionMark,
};

/** How somebody stands: a shape and a word, and only then a colour. */
export function StateWord({ state }: Pick<BoardRow, 'state'>) {
  const { t } = useTranslation('board');
  const Shape = SHAPES[state];
  return (
    <span className={classes.state} data-state={state}>
      <Shape className={classes.shape} stroke={1.8} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}

/** That something lasts longer than it should, in words and by its shape. */
export function OverMark() {
  const { t } = useTranslation('board');
  return (
    <span className={classes.over}>
      <IconAlertTriangleFilled className={classes.shape} aria-hidden />
      {t('over')}
    </span>
  );
}
