import { useSyncExternalStore } from 'react'

/** The app that the fragment of an address names: `#/portal-login?ind=UNOP&appId=…` (oauth.md §2). */
export const findNamedApp = (fragment: string): string | undefined =>
  new URLSearchParams(/\?(.*)$/.exec(fragment)?.[1]).get('appId') || undefined

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

/** Kept when the fragment leads elsewhere in the page. */
let last: string | undefined
const readApp = (): string | null => (last = findNamedApp(location.hash) ?? last) ?? null

/** The app that this page’s address names: null if it names none, and undefined on the server, which no fragment reaches. */
export const useNamedApp = (): string | null | undefined =>
  useSyncExternalStore(subscribe, readApp, () => undefined)
