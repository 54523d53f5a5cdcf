import { startCore } from './core-harness.ts';

/** Makes a profile whose line is the given one, as if its owner had typed the four fields. */
export async function prepareProfile(
  dataDir: string,
  line: { server: string; login: string; password: string; domain: string; engine?: 'jssip' | 'sipjs' },
): Promise<void> {
  const { core, connect } = await startCore(dataDir);
  const desk = connect('desk');
  await desk.request('settings.save', { country: 'GB', language: 'en' });
  await desk.request('accounts.save', line);
  desk.close();
  await core.close();
}
