import { useSyncExternalStore } from 'react'

const never = (): (() => void) => () => undefined

/**
 * Whether the browser has taken over what the server rendered. What only the browser knows (such as what it has stored)
 * is rendered after that, and so is a form that does not wait for data: what is typed before is lost.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
