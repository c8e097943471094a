const nowhere = 'https://own.invalid'
/** So that the cookie that keeps it stays small. */
const mostCharacters = 500

/**
 * A path of this server, with query and fragment, or `/` if the text is anything else, such as the address of another
 * server: whoever makes a link to a sign-in must not choose where it ends.
 */
export function toOwnPath(given: string | null | undefined): string {
  if (typeof given !== 'string' || !given.startsWith('/') || !URL.canParse(given, nowhere)) return '/'
  // Read as browsers read it: `/\evil.example` and `/<tab>/evil.example` are other servers.
  const { origin, pathname, search, hash } = new URL(given, nowhere)
  const path = pathname + search + hash
  // `/.//evil.example` has become `//evil.example`.
  return origin !== nowhere || path.startsWith('//') || path.length > mostCharacters ? '/' : path
}
