// What the other parts of the desk put on the call bar.
import { BarPanels } from '../agent/bar-panels.tsx';
import { BarStanding } from '../agent/bar-standing.tsx';
import { BarTools } from '../agent/bar-tools.tsx';
import type { BarSlots } from '../calls/bar-slots.tsx';
import { ListTalk } from '../campaigns/list-talk.tsx';
import { ListWrapUp } from '../campaigns/list-wrap-up.tsx';
import { NextInList } from '../campaigns/next-in-list.tsx';
import { CallWarnings } from '../quality/call-warnings.tsx';
import { QualityDot } from '../quality/quality-dot.tsx';

export const BAR_SLOTS: BarSlots = {
  Quality: QualityDot,
  Warnings: CallWarnings,
  Standing: BarStanding,
  Next: NextInList,
  ListTalk,
  ListWrapUp,
  Tools: BarTools,
  Panels: BarPanels,
};
