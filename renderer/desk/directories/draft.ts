import type {
  DIRECTORY_KINDS,
  DirectoryDraft,
  DirectorySettings,
  DirectoryState,
} from '../../../shared/contract/directories.ts';

type Kind = (typeof DIRECTORY_KINDS)[number];

const EMPTY: { readonly [K in Kind]: Extract<DirectorySettings, { kind: K }> } = {
  carddav: { kind: 'carddav', url: '', login: '' },
  ldap: { kind: 'ldap', url: '', startTls: false, login: '', base: '', filter: '', attributes: {} },
  folder: { kind: 'folder', folder: '' },
};

/** How often a new one is looked at, minutes: nobody waits for a colleague's number longer than that. */
const USUAL_MINUTES = 30;

export const newDraft = (kind: Kind): DirectoryDraft => ({
  name: '',
  settings: EMPTY[kind],
  everyMinutes: USUAL_MINUTES,
  twoWay: kind === 'carddav',
  relation: kind === 'ldap' ? 'colleague' : 'customer',
  pushTag: '',
});

export const draftOf = ({
  id,
  name,
  settings,
  everyMinutes,
  twoWay,
  relation,
  pushTag,
}: DirectoryState): DirectoryDraft => ({ id, name, settings, everyMinutes, twoWay, relation, pushTag });

/** Is there what a test needs? */
export function canBeTested({ settings }: DirectoryDraft): boolean {
  if (settings.kind === 'folder') return settings.folder.trim() !== '';
  return settings.url.trim() !== '' && (settings.kind !== 'ldap' || settings.base.trim() !== '');
}
