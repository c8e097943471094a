import { useSyncExternalStore } from 'react'

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

/** 32 bytes in base64url. Other fragments lead to a place in the page, such as that of "skip to main content". */
const form = /^#([\w-]{43})$/
export const findLinkToken = (fragment: string): string | undefined => form.exec(fragment)?.[1]

/** Kept when the fragment leads elsewhere in the page. */
let last: string | undefined
const readToken = (): string | null => (last = findLinkToken(location.hash) ?? last) ?? null

/**
 * The token of the link that opened this page: null if there is none, and undefined where nobody can know, on the
 * server. It is in the fragment of the address, which browsers send to no server.
 */
export const useLinkToken = (): string | null | undefined =>
  useSyncExternalStore(subscribe, readToken, () => undefined)
