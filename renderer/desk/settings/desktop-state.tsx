import { useEffect, useState } from 'react';
import type { DesktopState, GlobalKey } from '../../../shared/contract/desktop.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import classes from './settings.module.css';

/** What the shell found of the desktop that it runs in; undefined until it is known, and in a browser. */
export function useDesktopState(): DesktopState | undefined {
  const core = useCore();
  const [state, setState] = useState<DesktopState>();
  useEffect(() => {
    let told = false;
    const stop = core.on('desktop.changed', (next) => {
      told = true;
      setState(next);
    });
    core.request('desktop.state', {}).then(
      ({ state: known }) => {
        if (!told) setState(known);
      },
      () => undefined,
    );
    return stop;
  }, [core]);
  return state;
}

/** Beside the field of a key: why it does not work, or on whose word it does. Nothing when all is well. */
export function KeyStateWords({ name, desktop }: { name: GlobalKey; desktop: DesktopState | undefined }) {
  const { t } = useTranslation('settings');
  const state = desktop?.keys[name] ?? 'off';
  return (
    <p role="status" className={classes.hint}>
      {state === 'off' || state === 'on' ? '' : t(`keys.state.${state}`)}
    </p>
  );
}

/** Under the switch of telephone links: what the system made of the wish. */
export function LinkStateWords({ desktop }: { desktop: DesktopState | undefined }) {
  const { t } = useTranslation('settings');
  const state = desktop?.links ?? 'off';
  return (
    <p role="status" className={classes.hint}>
      {state === 'refused' || state === 'elsewhere' ? t(`outside.linkState.${state}`) : ''}
    </p>
  );
}
