/** So many are begun at once: each costs a slow phone some milliseconds. */
const atOnce = 6

/**
 * Loads the scripts of a page that came with its data (`render-page.tsx`) once it is painted, so that they do not
 * compete with what is read before they are used. The document names them by links whose kind no browser knows. It
 * imports nothing, so that it is one small file.
 */
async function start(): Promise<void> {
  const { entry } = document.querySelector<HTMLScriptElement>('script[data-entry]')?.dataset ?? {}
  if (entry === undefined) return
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="later"]')]
  for (const [i, link] of links.entries()) {
    if (i % atOnce === 0) await new Promise((resolve) => setTimeout(resolve))
    link.rel = 'modulepreload'
  }
  await import(/* @vite-ignore */ entry)
}

// A page that nobody sees is not painted.
if (document.hidden) void start()
else requestAnimationFrame(() => void start())
