import { omitUndefined } from '@loggia/kernel'
import type { PageFrame } from '@loggia/protocol/console'
import { useSyncExternalStore } from 'react'

export type Theme = PageFrame['theme']
type Mode = 'light' | 'dark'
type Preferences = {
  readonly language?: PageFrame['language']
  readonly theme?: Theme
  /** The answer to the offer of the other language, other than to take it (R9). */
  readonly offer?: 'never' | 'later'
}

/** A plain link that changes language or theme, or declines the other language, and comes back to `next`: it works without scripts. */
export function formatPreferencesHref({ language, theme, offer }: Preferences, next: string): string {
  const query = new URLSearchParams(omitUndefined({ language, theme, offer, next }))
  return `/preferences?${query.toString()}`
}

/**
 * The theme that was chosen, the mode that it comes to, and a way to choose another without loading the page again.
 * `given` is what the server rendered with.
 */
export function useTheme(given: Theme): { theme: Theme; mode: Mode; choose(theme: Theme): void } {
  const shown = useSyncExternalStore(
    subscribe,
    snapshot,
    () => `${given} ${given === 'dark' ? 'dark' : 'light'}`,
  )
  const [theme, mode] = shown.split(' ') as [Theme, Mode]
  return { theme, mode, choose: chooseTheme }
}

const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

function snapshot(): string {
  const theme = document.documentElement.dataset['theme'] ?? 'system'
  const dark = theme === 'dark' || (theme === 'system' && systemDark().matches)
  return `${theme} ${dark ? 'dark' : 'light'}`
}

function subscribe(onChange: () => void): () => void {
  const system = systemDark()
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  system.addEventListener('change', onChange)
  return () => {
    observer.disconnect()
    system.removeEventListener('change', onChange)
  }
}

function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  // The reply is a redirect whose cookie is all that is wanted; if it does not arrive, this page is still as chosen.
  void fetch(formatPreferencesHref({ theme }, '/'), { redirect: 'manual' }).catch(() => undefined)
}
