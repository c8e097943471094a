import { getPublicSuffix } from 'tldts'

/** Below it anybody gets a domain of their own, such as `co.uk`, or `github.io`: it is no company’s. */
export const isPublicSuffix = (domain: string): boolean =>
  getPublicSuffix(domain, { allowPrivateDomains: true }) === domain

/** A name by which others mean somebody or something (OpenID Connect Core §2: at most 255 characters), as it can be kept. */
export const readName = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\P{Cc}{1,255}$/u.test(value) ? value : undefined
