/** The most documents of a product, and the longest texts of them, in characters (UTF-16). */
export const mostDocuments = 10
export const proofLengths = {
  address: 500,
  document: { zh: 60, en: 120 },
  dataLocation: { zh: 100, en: 200 },
} as const

/** `https:/a.example` and `https:a.example` have a host for a parser without a page, and are pages of ours on one of our pages. */
const written = /^https:\/\/[^\s/\\\p{C}][^\s\\\p{C}]*$/u

/**
 * Whether this is the address of a page or file on the web that buyers may be led to: https, a host with a domain name,
 * no user name or password, and nothing that cannot be seen.
 */
export function isWebAddress(address: string): boolean {
  if (!written.test(address) || !URL.canParse(address)) return false
  const { username, password, hostname } = new URL(address)
  return username === '' && password === '' && /\.[a-z][a-z0-9-]*$/.test(hostname)
}
