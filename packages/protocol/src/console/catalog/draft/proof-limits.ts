/** The most documents of a product, and the longest texts of them, in characters (UTF-16). */
export const mostDocuments = 10
export const proofLengths = {
  address: 500,
  document: { zh: 60, en: 120 },
  dataLocation: { zh: 100, en: 200 },
} as const

/**
 * Whether this is the address of a page or file on the web that buyers may be led to: https, a host with a name, and no
 * user name or password.
 */
export function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  return /\.[a-z][a-z0-9-]*$/.test(url.hostname)
}
