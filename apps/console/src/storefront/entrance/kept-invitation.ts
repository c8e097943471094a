import { findLinkToken } from './use-link-token.ts'

const name = 'loggia-invitation'

/**
 * The token of an invitation while its reader signs in: the address of the way back goes over the wire, and a token must
 * not. Until the tab is closed.
 */
export function keepInvitation(token: string): void {
  try {
    sessionStorage.setItem(name, token)
  } catch {
    // A browser that stores nothing; the reader opens the link again.
  }
}

export function findKeptInvitation(): string | undefined {
  try {
    return findLinkToken(`#${sessionStorage.getItem(name) ?? ''}`)
  } catch {
    return undefined
  }
}

export function forgetInvitation(): void {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Nothing was stored.
  }
}
