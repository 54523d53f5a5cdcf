import { createAccount, fetchAddressBooks, propfind } from 'tsdav';
import { Failure } from '../../../shared/contract/failure.ts';
import { type Access, DavWay, textOf } from './carddav-http.ts';

export interface AddressBook {
  readonly url: string;
  readonly name: string;
}

/**
 * The address books behind an address: the one that it is, or those of the person who logs in.
 *
 * @throws Failure as `DirectorySource`
 */
export async function findBooks(url: string, access: Access): Promise<AddressBook[]> {
  const way = new DavWay(access);
  const { answers } = await way.many(() =>
    propfind({
      url,
      props: { 'd:resourcetype': {}, 'd:displayname': {} },
      depth: '0',
      headers: way.headers,
      fetchOptions: way.options,
    }),
  );
  const here = answers[0]?.props;
  if (Object.keys(here?.resourcetype ?? {}).includes('addressbook')) {
    return [{ url, name: textOf(here?.displayname) ?? '' }];
  }
  const account = {
    serverUrl: url,
    accountType: 'carddav' as const,
    credentials: { username: access.login, password: access.password },
  };
  const books = await way.ask(async () => {
    try {
      const found = await createAccount({ account, headers: way.headers, fetchOptions: way.options });
      return await fetchAddressBooks({ account: found, headers: way.headers, fetchOptions: way.options });
    } catch (error) {
      // It answers, and knows neither a person nor his books.
      if (error instanceof Error && /cannot find/.test(error.message)) throw new Failure('directoryNotThere');
      if (error instanceof Error && /Invalid credentials/.test(error.message))
        throw new Failure('directoryRefused');
      throw error;
    }
  });
  if (books.length === 0) throw new Failure('directoryNotThere');
  return books.map((book) => ({ url: book.url, name: textOf(book.displayName) ?? '' }));
}
