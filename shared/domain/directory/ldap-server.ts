/** Which attributes of an LDAP server say what; several, parted by commas: the first one that says something, and of numbers all. */
export interface AttributeMap {
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  readonly about: string;
  readonly email: string;
  readonly mobile: string;
  readonly work: string;
  readonly home: string;
  readonly fax: string;
  /** Numbers within the house. */
  readonly extension: string;
}

/** What is asked of a server where a person has written nothing else. */
interface LdapServer {
  readonly filter: string;
  readonly attributes: AttributeMap;
}

/** inetOrgPerson (RFC 2798), with Active Directory's names where they are others: most servers need nothing else. */
export const USUAL_SERVER: LdapServer = {
  filter: '(objectClass=person)',
  attributes: {
    name: 'displayName,cn',
    organisation: 'company,o',
    role: 'title,employeeType',
    about: 'description,info',
    email: 'mail',
    mobile: 'mobile,otherMobile',
    work: 'telephoneNumber,otherTelephone',
    home: 'homePhone,otherHomePhone',
    fax: 'facsimileTelephoneNumber',
    extension: 'ipPhone,pager',
  },
};

/**
 * In Active Directory a computer is a person too, and who has left the firm is kept with bit 2 of `userAccountControl`
 * (ACCOUNTDISABLE; 1.2.840.113556.1.4.803 compares bits). Its `description` is the administrators' own, `info` are the notes.
 */
export const ACTIVE_DIRECTORY: LdapServer = {
  filter:
    '(|(objectClass=contact)(&(objectClass=user)(!(objectClass=computer))(!(userAccountControl:1.2.840.113556.1.4.803:=2))))',
  attributes: {
    name: 'displayName,cn,sAMAccountName',
    organisation: 'company',
    role: 'title,department',
    about: 'info',
    email: 'mail',
    mobile: 'mobile,otherMobile',
    work: 'telephoneNumber,otherTelephone',
    home: 'homePhone,otherHomePhone',
    fax: 'facsimileTelephoneNumber,otherFacsimileTelephoneNumber',
    extension: 'ipPhone,otherIpPhone',
  },
};
