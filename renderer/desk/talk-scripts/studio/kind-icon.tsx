import {
  IconArrowBackUp,
  IconBolt,
  IconFlagCheck,
  IconGitBranch,
  IconHelpCircle,
  IconMessage,
  IconShield,
} from '@tabler/icons-react';
import type { NodeKind } from '../../../../shared/domain/talk-script/script.ts';

const ICONS = {
  say: IconMessage,
  ask: IconHelpCircle,
  branch: IconGitBranch,
  act: IconBolt,
  objection: IconShield,
  back: IconArrowBackUp,
  end: IconFlagCheck,
} as const satisfies Record<NodeKind, unknown>;

export function KindIcon({ kind }: { kind: NodeKind }) {
  const Icon = ICONS[kind];
  return <Icon size={15} stroke={1.7} aria-hidden />;
}
