import { dialog } from 'electron';
import type { CoreState } from './core/core-supervisor.ts';
import type { Texts } from './i18n/texts.ts';
import type { Paths } from './paths.ts';

type Failed = Extract<CoreState, { name: 'failed' }>;

/** Says why the core does not start and what to do; resolves with the person's choice. */
export async function askAboutFailure(failed: Failed, texts: Texts, paths: Paths): Promise<'retry' | 'quit'> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: texts.say('core.title'),
    ...failureText(failed.code, texts, paths),
    buttons: [texts.say('core.retry'), texts.say('core.quit')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0 ? 'retry' : 'quit';
}

export function failureText(
  code: string,
  texts: Texts,
  paths: Pick<Paths, 'data' | 'logs'>,
): { message: string; detail: string } {
  const params = { data: paths.data, logs: paths.logs };
  return {
    message: texts.find(`core.${code}`) ?? texts.say('core.internal'),
    detail: texts.find(`core.${code}.detail`, params) ?? texts.say('core.internal.detail', params),
  };
}
