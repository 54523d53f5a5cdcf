// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DONE } from '../../../shared/contract/common.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { QualitySample } from '../../../shared/contract/quality.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { badStory, badTalk, badTrace, CHECKED } from '../testing/sample-quality.ts';
import { CallQualityPanel } from './call-quality-panel.tsx';
import { CallWarnings } from './call-warnings.tsx';
import { QualityDot } from './quality-dot.tsx';
import { ShiftCheck } from './shift-check.tsx';

const CALL = { id: id(1) };
const AT = Date.UTC(2026, 10, 22, 9, 0, 0);
const second = (n: number, change: Partial<QualitySample> = {}): QualitySample => ({
  at: AT + n * 1000,
  lossPct: 0,
  jitterMs: 3,
  levelIn: 0.1,
  levelOut: 0.1,
  mos: 4.4,
  ...change,
});

let core: FakeCore;
afterEach(unmount);
beforeEach(() => {
  core = createFakeCore({
    'calls.quality': () => badTalk(AT),
    'calls.timeline': () => badStory(AT),
    'calls.trace': () => badTrace(AT),
  });
});
const measured = (...samples: QualitySample[]) =>
  act(() => {
    for (const sample of samples) core.emit('calls.measured', { callId: CALL.id, sample });
  });

describe('the panel of a call', () => {
  const show = () => mount(core, <CallQualityPanel callId={CALL.id} answeredAt={AT} />);

  it('says in words what was wrong and what to do, and tells the story', async () => {
    show();
    expect(await screen.findByText('Your network lost 7 % of the customer’s voice for 40 s.')).toBeTruthy();
    expect(screen.getByText(/A cable instead of Wi-Fi helps most/)).toBeTruthy();
    expect(
      screen.getByText('The connection broke and was back after 1.8 s; 2.1 s were without sound.'),
    ).toBeTruthy();
    expect(screen.getByText('Reconnected in 1.8 s, 2.1 s without sound')).toBeTruthy();
    expect(screen.getByText('Quality 4.1 of 4.5 · worst ten seconds 2.6')).toBeTruthy();
  });

  it('has the graph also for those who do not see it', async () => {
    show();
    const graph = await screen.findByRole('img');
    expect(graph.getAttribute('aria-label')).toContain('2.6 at worst, loss up to 100 %');
    const rows = screen.getAllByRole('row', { hidden: true });
    expect(rows.length).toBe(20);
    expect(within(rows[7] as HTMLElement).getByText('1:00')).toBeTruthy();
  });

  it('shows the messages with their way, and opens one on a click', async () => {
    show();
    await screen.findByText('Messages between Ringdesk and the PBX (9)');
    const invite = screen.getAllByRole('button', { name: 'Received: INVITE + sound', hidden: true })[0];
    expect(screen.getByRole('button', { name: 'Sent: 180 Ringing · INVITE', hidden: true })).toBeTruthy();
    fireEvent.click(invite as HTMLElement);
    expect(invite?.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText(/INVITE sip:101@192.0.2.9/)).toBeTruthy();
  });

  it('gives the report out as a file', async () => {
    core.handle({ 'calls.report': () => ({ fileName: 'call.txt', text: 'everything' }) });
    const urls: Blob[] = [];
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${urls.push(blob)}` }));
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Save report' }));
    await waitFor(() => expect(clicked).toHaveBeenCalled());
    expect((clicked.mock.contexts[0] as HTMLAnchorElement).download).toBe('call.txt');
    expect(await urls[0]?.text()).toBe('everything');
    clicked.mockRestore();
    vi.unstubAllGlobals();
  });

  it('says so when nothing could be loaded, and tries again', async () => {
    core.handle({
      'calls.quality': () => {
        throw new Failure('internal');
      },
    });
    show();
    expect(await screen.findByText('What was measured could not be loaded.')).toBeTruthy();
    core.handle({ 'calls.quality': () => badTalk(AT) });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('img')).toBeTruthy();
  });
});

describe('the quality dot', () => {
  it('says a word, and the reason on a click', async () => {
    mount(core, <QualityDot call={CALL} />);
    expect(screen.getByRole('button', { name: 'Sound: measuring' })).toBeTruthy();
    measured(second(1), second(2), second(3));
    expect(screen.getByRole('button', { name: 'Sound: good' })).toBeTruthy();
    measured(...[4, 5, 6, 7, 8].map((n) => second(n, { lossPct: 7, mos: 3.3 })));
    fireEvent.click(screen.getByRole('button', { name: 'Sound: poor' }));
    expect(await screen.findByText('Your network is losing 7 % of the customer’s voice.')).toBeTruthy();
  });

  it('still knows on its return what was measured meanwhile', () => {
    mount(core, <QualityDot call={CALL} />);
    mount(core, <span />);
    measured(second(1), second(2), second(3));
    mount(core, <QualityDot call={CALL} />);
    expect(screen.getByRole('button', { name: 'Sound: good' })).toBeTruthy();
  });
});

describe('warnings', () => {
  it('come and go in a live region, and not those of another call', () => {
    mount(core, <CallWarnings call={CALL} />);
    const region = screen.getByRole('status');
    const warn = (callId: string, active: boolean) =>
      act(() => core.emit('phone.warning', { callId, kind: 'talkingWhileMuted', active }));
    warn(id(2), true);
    expect(region.textContent).toBe('');
    warn(CALL.id, true);
    expect(region.textContent).toContain('the microphone is off');
    warn(CALL.id, false);
    expect(region.textContent).toBe('');
  });
});

describe('the check before the shift', () => {
  it('runs, shows each step with its advice, and can be repeated', async () => {
    core.handle({ 'phone.runCheck': () => DONE });
    mount(core, <ShiftCheck />);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(core.inputs('phone.runCheck')).toEqual([{ on: true }]));
    act(() => core.emit('phone.checked', { step: 'microphone', state: 'running', figures: { level: 0.1 } }));
    expect(screen.getByRole('status').textContent).toBe('Say a few words now.');
    expect(Number(screen.getByRole('meter').getAttribute('aria-valuenow'))).toBeGreaterThan(50);
    act(() => {
      for (const step of CHECKED) core.emit('phone.checked', step);
    });
    expect(screen.getByText(/The microphone gives no sound at all/)).toBeTruthy();
    expect(screen.getByText(/The TURN server gave no address/)).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('2 of five need attention.');
    expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy();
  });

  it('says when all is fine', async () => {
    core.handle({ 'phone.runCheck': () => DONE });
    mount(core, <ShiftCheck />);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    act(() => {
      for (const { step } of CHECKED) core.emit('phone.checked', { step, state: 'passed', figures: {} });
    });
    expect(screen.getByRole('status').textContent).toBe('All five passed. You can start.');
  });

  it('can be stopped, and stops when the screen is left', async () => {
    core.handle({ 'phone.runCheck': () => DONE });
    mount(core, <ShiftCheck />);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(core.inputs('phone.runCheck').at(-1)).toEqual({ on: false }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('The check was not finished.'));
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    unmount();
    expect(core.inputs('phone.runCheck').slice(2)).toEqual([{ on: true }, { on: false }]);
  });

  it('does not pretend to run while the phone refuses', async () => {
    core.handle({
      'phone.runCheck': () => {
        throw new Failure('alreadyTalking');
      },
    });
    mount(core, <ShiftCheck />);
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText('You are already in a call. Hold it or end it first.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Check now' })).toBeTruthy();
  });
});
