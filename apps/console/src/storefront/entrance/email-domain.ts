/** The domain of an email; undefined if this is none. The rest of it goes nowhere. */
export function readDomain(email: string): string | undefined {
  const [, domain] = /^[^\s@]+@([^\s@]+\.[^\s@]+)$/.exec(email.trim()) ?? []
  return domain?.toLowerCase()
}
