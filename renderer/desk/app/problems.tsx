import { memo } from 'react';
import { FAILURE_CODES, type FailureCode } from '../../../shared/contract/failure.ts';
import { useTranslation } from '../../i18n/index.ts';
import { ProblemBar } from '../../ui/index.ts';
import { useCalls } from '../state/calls.tsx';
import { useLine } from '../state/line.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useSession } from '../state/session.tsx';

const codes = new Set<string>(FAILURE_CODES);
const isFailureCode = (code: string): code is FailureCode => codes.has(code);

/** What a person must change in the settings; the rest mends itself, and the bar at the bottom says so. */
const NEEDS_SETTINGS = new Set<string>([
  'wrongPassword',
  'pbxUnknownHost',
  'pbxRefused',
  'pbxAddressInvalid',
]);

/** Troubles that stand until they are over: bars with a verb, never in front of a call. */
export const Problems = memo(function Problems() {
  const { t } = useTranslation(['common', 'errors']);
  const connection = useSession((session) => session.connection);
  const microphone = useSession((session) => session.phone?.microphone);
  const problems = useSession((session) => session.problems);
  const go = useNavigation((navigation) => navigation.go);
  const line = useLine();
  const phoneIsHere = useSession((session) => session.info?.mode === 'browser');
  const inCall = useCalls((state) => state.calls.some(({ call }) => call.state !== 'ended'));
  // In a browser the phone lives in this page: a reload would end the talk. The channel comes back by itself too.
  const mayReload = !(phoneIsHere && inCall);
  const settings = { verb: t('problem.openSettings'), onAct: () => go('settings') };
  const told = new Set(problems.map((problem) => problem.code));
  return (
    <>
      {connection === 'lost' && (
        <ProblemBar
          message={t('problem.coreLost')}
          {...(mayReload ? { verb: t('problem.reconnect'), onAct: () => location.reload() } : {})}
        />
      )}
      {connection !== 'lost' &&
        line.problem !== undefined &&
        NEEDS_SETTINGS.has(line.problem) &&
        !told.has(line.problem) && <ProblemBar message={t(`errors:${line.problem}`)} {...settings} />}
      {connection !== 'lost' && line.kind === 'none' && (
        <ProblemBar message={t('errors:noAccount')} {...settings} />
      )}
      {microphone === 'denied' && !told.has('microphoneRefused') && (
        <ProblemBar message={t('errors:microphoneRefused')} {...settings} />
      )}
      {microphone === 'missing' && !told.has('microphoneMissing') && (
        <ProblemBar message={t('errors:microphoneMissing')} {...settings} />
      )}
      {problems.map(({ code, params }) => {
        const message = isFailureCode(code) ? t(`errors:${code}`, params) : t('errors:internal');
        const verb =
          code === 'phoneElsewhere'
            ? { verb: t('problem.reload'), onAct: () => location.reload() }
            : settings;
        return <ProblemBar key={code} message={message} {...(code.startsWith('disk') ? {} : verb)} />;
      })}
    </>
  );
});
