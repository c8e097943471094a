const entry = '<script type="module" src="/src/'

/** Where Vite's front serves what React's refresh wants to be run before everything else: nothing stands in the page itself. */
export const preamblePath = '/@loggia/refresh.js'

/** Adds what lets a page change as its sources are saved, before its own script: files, as the policy of production demands. */
export function addDevScripts(html) {
  if (!html.includes(entry)) throw new Error('The page has no script of its own')
  const scripts = [preamblePath, '/@vite/client'].map((src) => `<script type="module" src="${src}"></script>`)
  return html.replace(entry, () => `${scripts.join('\n')}\n${entry}`)
}

/**
 * The headers of a reply, names and values in turn, with the one thing that Vite needs beside the policy of production: it puts
 * style sheets into elements. Attributes and scripts in the page are refused here as they are there.
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
