import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { DirectorySettings, LdapAttributes } from '../../../shared/contract/directories.ts';
import { ACTIVE_DIRECTORY, USUAL_SERVER } from '../../../shared/domain/directory/ldap-server.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './directories.module.css';

type Of<K extends DirectorySettings['kind']> = Extract<DirectorySettings, { kind: K }>;
interface FieldsProps<K extends DirectorySettings['kind']> {
  settings: Of<K>;
  onChange: (settings: Of<K>) => void;
}

interface KindFieldsProps {
  settings: DirectorySettings;
  onChange: (settings: DirectorySettings) => void;
}

/** What a directory of that kind must be told. */
export function KindFields({ settings, onChange }: KindFieldsProps) {
  switch (settings.kind) {
    case 'carddav':
      return <CardDavFields settings={settings} onChange={onChange} />;
    case 'ldap':
      return <LdapFields settings={settings} onChange={onChange} />;
    case 'folder':
      return <FolderFields settings={settings} onChange={onChange} />;
  }
}

function CardDavFields({ settings, onChange }: FieldsProps<'carddav'>) {
  const { t } = useTranslation('directories');
  return (
    <>
      <TextInput
        label={t('url')}
        description={t('urlHint')}
        required
        value={settings.url}
        onChange={(event) => onChange({ ...settings, url: event.currentTarget.value })}
      />
      <TextInput
        label={t('login')}
        autoComplete="off"
        value={settings.login}
        onChange={(event) => onChange({ ...settings, login: event.currentTarget.value })}
      />
    </>
  );
}

function FolderFields({ settings, onChange }: FieldsProps<'folder'>) {
  const { t } = useTranslation('directories');
  return (
    <TextInput
      label={t('folder')}
      description={t('folderHint')}
      required
      value={settings.folder}
      onChange={(event) => onChange({ ...settings, folder: event.currentTarget.value })}
    />
  );
}

const ATTRIBUTES = Object.keys(USUAL_SERVER.attributes) as (keyof LdapAttributes)[];

function LdapFields({ settings, onChange }: FieldsProps<'ldap'>) {
  const { t } = useTranslation('directories');
  const set = (change: Partial<Of<'ldap'>>) => onChange({ ...settings, ...change });
  const isActiveDirectory = settings.filter.trim() === ACTIVE_DIRECTORY.filter;
  const isSecure = settings.url.trim().toLowerCase().startsWith('ldaps:');
  return (
    <>
      <TextInput
        label={t('ldapUrl')}
        description={t('ldapUrlHint')}
        required
        value={settings.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      {!isSecure && (
        <Checkbox
          label={t('startTls')}
          description={t('startTlsHint')}
          checked={settings.startTls}
          onChange={(event) => set({ startTls: event.currentTarget.checked })}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          label={t('base')}
          description={t('baseHint')}
          required
          value={settings.base}
          onChange={(event) => set({ base: event.currentTarget.value })}
        />
        <TextInput
          label={t('bind')}
          description={t('bindHint')}
          autoComplete="off"
          value={settings.login}
          onChange={(event) => set({ login: event.currentTarget.value })}
        />
      </div>
      <Select
        label={t('server')}
        description={t('serverHint')}
        allowDeselect={false}
        data={[
          { value: 'usual', label: t('serverUsual') },
          { value: 'activeDirectory', label: 'Active Directory' },
        ]}
        value={isActiveDirectory ? 'activeDirectory' : 'usual'}
        onChange={(server) =>
          set(
            server === 'activeDirectory'
              ? { filter: ACTIVE_DIRECTORY.filter, attributes: { ...ACTIVE_DIRECTORY.attributes } }
              : { filter: '', attributes: {} },
          )
        }
      />
      <details>
        <summary>{t('more')}</summary>
        <div className={classes.form}>
          <TextInput
            label={t('filter')}
            description={t('filterHint')}
            value={settings.filter}
            onChange={(event) => set({ filter: event.currentTarget.value })}
          />
          <Textarea
            label={t('authority')}
            description={t('authorityHint')}
            autosize
            minRows={2}
            maxRows={6}
            value={settings.authority ?? ''}
            onChange={(event) => {
              const authority = event.currentTarget.value;
              const { authority: _, ...rest } = settings;
              onChange(authority.trim() === '' ? rest : { ...rest, authority });
            }}
          />
          <p className={classes.hint}>{t('attributesHint')}</p>
          <div className={classes.pair}>
            {ATTRIBUTES.map((name) => (
              <TextInput
                key={name}
                label={t(`attribute.${name}`)}
                placeholder={USUAL_SERVER.attributes[name]}
                value={settings.attributes[name] ?? ''}
                onChange={(event) =>
                  set({ attributes: { ...settings.attributes, [name]: event.currentTarget.value } })
                }
              />
            ))}
          </div>
        </div>
      </details>
    </>
  );
}
