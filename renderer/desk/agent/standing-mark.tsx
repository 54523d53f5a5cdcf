import {
  IconArrowForwardUp,
  IconBellOff,
  IconCircleCheckFilled,
  IconCoffee,
  IconLogout2,
} from '@tabler/icons-react';
import type { Standing } from '../state/agent.tsx';
import classes from './agent.module.css';

const SHAPES = {
  available: IconCircleCheckFilled,
  doNotDisturb: IconBellOff,
  forwarded: IconArrowForwardUp,
  paused: IconCoffee,
  outOfQueues: IconLogout2,
} as const;

/** A shape of its own for every state, so that it is read without its colour. */
export function StandingMark({ standing, size = 18 }: { standing: Standing; size?: number }) {
  const Shape = SHAPES[standing];
  return (
    <span className={classes.mark} data-standing={standing} aria-hidden>
      <Shape size={size} stroke={2} />
    </span>
  );
}
