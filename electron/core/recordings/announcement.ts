import type { AnnouncementState, announcementRequests } from '../../../shared/contract/announcement.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Context } from '../host/dispatch.ts';
import { createMessageFile } from '../machine-message/message-file.ts';

export const ANNOUNCEMENT_FILE = 'announcement.wav';

/** The words with which the firm tells that a call is recorded. */
export function announcementHandlers({
  dataDir,
  onChanged,
}: {
  readonly dataDir: string;
  readonly onChanged: (state: AnnouncementState) => void;
}): Handlers<typeof announcementRequests, Context> {
  const file = createMessageFile(dataDir, ANNOUNCEMENT_FILE);
  const state = (): AnnouncementState => {
    const words = file.describe();
    return words ? { words } : {};
  };
  const tell = (): AnnouncementState => {
    const now = state();
    onChanged(now);
    return now;
  };
  return {
    'announcement.get': state,
    'announcement.read': () => {
      const bytes = file.read();
      if (bytes === undefined) throw new Failure('notFound');
      return { bytes };
    },
    'announcement.save': ({ bytes }) => {
      file.save(bytes);
      return tell();
    },
    'announcement.remove': () => {
      file.remove();
      return tell();
    },
  };
}
