import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TRAINING_PERSONAS } from '../../shared/domain/training/personas.ts';
import { launchChromium, newContext, startWorkstation } from '../lib/workstation.ts';
import { playMainJob, type Step } from './main-job.ts';
import { channelLoudness } from './sound.ts';

/**
 * `npm run demo`: the whole main job without a person. Prints a timeline with times and figures, leaves screenshots
 * and the recording in `--out` (demo-output), and exits 1 when any of it did not happen.
 */
const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    out: { type: 'string', default: 'demo-output' },
    theme: { type: 'string', default: 'light' },
    talk: { type: 'string', default: '6' },
  },
});

const SAID: Record<Step, string> = {
  ready: 'the line is registered, the desk is ready',
  ring: 'the customer rings',
  card: 'the card is on the screen',
  answer: 'answered with F2',
  talk: 'both talked',
  hangUp: 'hung up with F4',
  wrapUp: 'outcome and Save: two keys',
  log: 'the call is in the log',
  play: 'its recording plays',
};

const out = resolve(values.out);
await mkdir(out, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-demo-'));
const begun = performance.now();
const seconds = () => ((performance.now() - begun) / 1000).toFixed(2).padStart(6);
const say = (line: string) => console.log(`${seconds()} s  ${line}`);

const workstation = await startWorkstation({ dataDir });
const browser = await launchChromium();
let failed = false;
try {
  say(`the program is up (${Math.round(workstation.readyMs)} ms)`);
  const theme = values.theme === 'dark' ? 'dark' : 'light';
  const page = await (await newContext(browser, { theme, width: 1440, height: 900 })).newPage();
  await page.goto(workstation.address);
  const persona = TRAINING_PERSONAS.find(({ id }) => id === 'known-customer');
  if (!persona?.contact) throw new Error('the training line has lost its known customer');
  let shot = 0;
  await playMainJob(page, {
    caller: { title: persona.title.en, name: persona.contact.personName.en },
    talkMs: Number(values.talk) * 1000,
    onStep: async (step) => {
      say(SAID[step]);
      shot += 1;
      await page.screenshot({ path: join(out, `${shot}-${step}.png`) });
    },
  });
  await figures();
} catch (error) {
  failed = true;
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await browser.close();
  await workstation.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

async function figures(): Promise<void> {
  const desk = await workstation.connectDesk();
  const { calls } = await desk.request('calls.list', {});
  const call = calls.find(({ recording }) => recording?.state === 'finished');
  if (!call?.recording || call.answeredAt === undefined || call.endedAt === undefined) {
    throw new Error('the call is not in the log with its recording');
  }
  const {
    sha256,
    durationMs = 0,
    bytes,
  } = await desk.request('recordings.get', { recordingId: call.recording.id });
  const talked = call.endedAt - call.answeredAt;
  const files = await readdir(join(dataDir, 'recordings'), { recursive: true });
  const file = files.find((name) => name.endsWith('.webm'));
  if (!file) throw new Error('the recording has no file');
  const kept = join(out, 'recording.webm');
  await copyFile(join(dataDir, 'recordings', file), kept);
  const [operator = 0, customer = 0] = await channelLoudness(browser, kept);
  console.log(`
  caller       ${call.contactName}, ${call.organisationName} (${call.identity.matches[0]?.reason})
  rang         ${((call.answeredAt - call.startedAt) / 1000).toFixed(1)} s
  talked       ${(talked / 1000).toFixed(2)} s
  recording    ${(durationMs / 1000).toFixed(2)} s, ${bytes} bytes, sha256 ${sha256?.slice(0, 16)}…
  loudness     operator ${operator.toFixed(3)}, customer ${customer.toFixed(3)} (RMS, full scale 1)
  left in      ${out}`);
  if (operator < 0.002 || customer < 0.002) throw new Error('a channel of the recording is silent');
  if (Math.abs(durationMs - talked) > 300) throw new Error('the recording is not as long as the talk');
}
