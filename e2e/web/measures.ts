import type { Page } from 'playwright-core'

/** From the next page on: returns the layout shift (CLS) since the page was opened, or since the last call. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const watched = window as { shift?: number }
    watched.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
        }
        if (!hadRecentInput) watched.shift = (watched.shift ?? 0) + value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () =>
    page.evaluate(() => {
      const watched = window as { shift?: number }
      const { shift = Number.NaN } = watched
      watched.shift = 0
      return shift
    })
}

/** From the next page on: returns every language and theme that the document has had, in order. */
export async function watchLook(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const watched = window as { looks?: string[] }
    watched.looks = []
    const note = (): void => {
      const { lang, dataset } = document.documentElement
      const look = `${lang} ${dataset['theme'] ?? ''}`
      if (lang !== '' && watched.looks?.at(-1) !== look) watched.looks?.push(look)
    }
    new MutationObserver(note).observe(document, { attributes: true, childList: true, subtree: true })
  })
  return () => page.evaluate(() => (window as { looks?: string[] }).looks ?? [])
}
