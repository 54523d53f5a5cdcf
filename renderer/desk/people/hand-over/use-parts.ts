import { useEffect, useState } from 'react';
import { STAGES } from '../../../../shared/domain/contact/stage.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useCore } from '../../state/core.tsx';
import type { How } from './order.ts';

/** What can be given to somebody apart: a stage, a segment, a list. */
export interface Part {
  readonly key: string;
  readonly name: string;
}

const NONE: readonly Part[] = [];

/** The parts by which this rule divides. Those that cannot be loaded are not offered; the rest takes everything. */
export function useParts(how: How): readonly Part[] {
  const core = useCore();
  const { t } = useTranslation('contacts');
  const [loaded, setLoaded] = useState<{ how: How; parts: readonly Part[] }>();
  useEffect(() => {
    if (how !== 'segment' && how !== 'list') return;
    const asked = how === 'segment' ? core.request('segments.list', {}) : core.request('campaigns.list', {});
    asked.then(
      (found) => setLoaded({ how, parts: found.map(({ id, name }) => ({ key: id, name })) }),
      () => undefined,
    );
  }, [core, how]);
  if (how === 'stage') return STAGES.map((key) => ({ key, name: t(`stage.${key}`) }));
  return loaded?.how === how ? loaded.parts : NONE;
}
