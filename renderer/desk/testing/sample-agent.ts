// An agent and its colleagues, for tests and for the preview page.
import type { AgentState } from '../../../shared/contract/agent.ts';
import { id } from './sample.ts';

export const AGENT: AgentState = {
  doNotDisturb: false,
  inQueues: true,
  voicemail: { fresh: 0, old: 2 },
  colleagues: [
    { extension: '102', name: 'Maksym Bondar', state: 'free', contactId: id(82) },
    { extension: '103', name: 'Oksana Kovalenko', state: 'talking', contactId: id(83) },
    { extension: '104', name: 'Pavel Novak', state: 'ringing', contactId: id(84) },
    { extension: '105', name: 'Nina Orlova', state: 'unknown', contactId: id(85) },
  ],
  can: { queues: true, pause: true, voicemail: true, pickUp: true, echoTest: true },
  pauseReasons: [
    { label: 'Lunch', code: '1' },
    { label: 'Short break', code: '2' },
    { label: 'Training', code: '3' },
  ],
};
