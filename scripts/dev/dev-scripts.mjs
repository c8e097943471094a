const entry = '<script type="module" src="/src/'

/** Where Vite serves the code that React refresh must run first; the page itself has no inline scripts. */
export const preamblePath = '/@loggia/refresh.js'

/**
 * Adds the scripts for hot reloading before the page's own script; as files, since the production policy requires
 * files.
 */
export function addDevScripts(html) {
  if (!html.includes(entry)) throw new Error('The page has no script of its own')
  const scripts = [preamblePath, '/@vite/client'].map((src) => `<script type="module" src="${src}"></script>`)
  return html.replace(entry, () => `${scripts.join('\n')}\n${entry}`)
}

/**
 * The headers of a reply, names and values alternating, with one exception to the production policy: Vite inserts style
 * sheets as elements. Style attributes and inline scripts stay forbidden, as in production.
 */
export function allowStyleElements(rawHeaders) {
  return rawHeaders.map((text, at) =>
    at % 2 === 1 &&
    rawHeaders[at - 1].toLowerCase() === 'content-security-policy' &&
    text.includes('style-src ')
      ? `${text}; style-src-elem 'self' 'unsafe-inline'`
      : text,
  )
}
