// Copies of the contract's checks, because a page does not load the contract.

export const isRegistrationNumber = (text: string): boolean =>
  /^[0-9A-Za-z][0-9A-Za-z-]{4,39}$/.test(text.trim())
export const isMail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
export const isPhone = (text: string): boolean => /^\+?[0-9 -]{5,24}$/.test(text.trim())

/** Whether it is the address of a page to which a link is allowed. */
export function isSite(text: string): boolean {
  try {
    return new URL(text.trim()).protocol === 'https:'
  } catch {
    return false
  }
}
