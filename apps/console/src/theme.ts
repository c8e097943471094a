import { omitUndefined } from '@loggia/kernel'
import type { PageFrame } from '@loggia/protocol/console'
import { useSyncExternalStore } from 'react'

export type Theme = PageFrame['theme']
type Mode = 'light' | 'dark'
type Preferences = {
  readonly language?: PageFrame['language']
  readonly theme?: Theme
  /** How the results of a search are shown. */
  readonly view?: 'list' | 'cards'
  /** How the reader declined the offer of the other language (R9). */
  readonly offer?: 'never' | 'later'
  /** The code of a site that is not to be offered again (R9). */
  readonly site?: string
}

/**
 * A plain link that changes language or theme, or declines the other language or another site, and returns to `next`.
 * It works without scripts.
 */
export function formatPreferencesHref(chosen: Preferences, next: string): string {
  const { language, theme, view, offer, site } = chosen
  const query = new URLSearchParams(omitUndefined({ language, theme, view, offer, site, next }))
  return `/preferences?${query.toString()}`
}

/**
 * The chosen theme, the resulting mode, and a function that chooses another theme without a reload. `given` is the
 * theme with which the server rendered.
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
  keepPreferences({ theme })
}

/** Stores a choice that this page has already. Only the cookie of the redirect matters. */
export function keepPreferences(chosen: Preferences): void {
  // If the reply does not arrive, this page still has what was chosen.
  void fetch(formatPreferencesHref(chosen, '/'), { redirect: 'manual' }).catch(() => undefined)
}
