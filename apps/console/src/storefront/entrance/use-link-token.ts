import { useSyncExternalStore } from 'react'

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

/**
 * The token of the link that opened this page; undefined if there is none, and on the server. It is in the fragment of
 * the address, which browsers send to no server.
 */
export const useLinkToken = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => location.hash.slice(1) || undefined,
    () => undefined,
  )
