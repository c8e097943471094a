// Without zod: pages use these values.

/** By what somebody of the directory is found, when they come from the provider for the first time. */
export const foundBy = ['email', 'user_name', 'subject'] as const
export type FoundBy = (typeof foundBy)[number]

/** What happened to a provider, as others are told. */
export const providerChanges = ['set_up', 'changed', 'enforced', 'removed'] as const
export type ProviderChange = (typeof providerChanges)[number]

/** `missed`: it was verified, and its record is not there any more. */
export const domainStates = ['waiting', 'verified', 'missed'] as const
export type DomainState = (typeof domainStates)[number]

/** What happened to a verified domain: its record is gone, it is lost for that, or another company has it. */
export const domainChanges = ['missed', 'lost', 'taken'] as const
export type DomainChange = (typeof domainChanges)[number]

/** As DNS has it: a domain of other letters than those of ASCII has a form of its own there (RFC 5891). */
export function toAsciiDomain(domain: string): string {
  const given = domain.trim().toLowerCase()
  if (/^[\x20-\x7e]*$/.test(given) || /[\s/?#@:\\]/.test(given)) return given
  return URL.parse(`http://${given}`)?.hostname ?? given
}

/** Of one company. */
export const mostEmailDomains = 20
/** Where the provider sends people back to, below the marketplace’s address. */
export const callbackPath = '/sign-in/company/callback'
/**
 * Where browsers come back to from the provider of this company, or of the operators. Each has its own (RFC 9700
 * §4.4.2.2): a code that another provider gave is not taken to this one.
 */
export const formatCallbackPath = (tenantCode: string | undefined): string =>
  tenantCode === undefined ? callbackPath : `${callbackPath}/${tenantCode}`
/** Where the provider tells that somebody has signed out (OpenID Connect Back-Channel Logout 1.0). */
export const logoutPath = '/sign-in/company/backchannel-logout'
/** Asked for, unless something else is set up. */
export const presetScopes: readonly string[] = ['openid', 'profile', 'email']

/** Addresses at which something begins without a click: nobody's link may lead there through a page of ours. */
const beginning = '/sign-in/company/'

/**
 * A path of this site to go on to, as a browser reads it, with query and fragment. Undefined for anything that could be
 * read as another site's address, and for the beginning of a sign-in by a company, which wants somebody to press a button.
 */
export function readOwnPath(text: string | undefined): string | undefined {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so `/<tab>/host` would leave the site.
  if (text === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return undefined
  const base = 'http://own.invalid'
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  // `/..//elsewhere.example` looks harmless but resolves to `//elsewhere.example`.
  if (url?.origin !== base || url.pathname.startsWith('//')) return undefined
  return decodePath(url.pathname).startsWith(beginning) ? undefined : url.pathname + url.search + url.hash
}

/** As the routes are found; what cannot be decoded is no route of ours. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
