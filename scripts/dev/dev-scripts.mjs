const entry = '<script type="module" src="/src/'

/**
 * Adds what lets a page change as its sources are saved, before its own script. Each script has the page's nonce, so the policy
 * stays the one of production; Vite's own styles take the nonce from the page.
 */
export function addDevScripts(html, { nonce, preamble }) {
  if (!html.includes(entry)) throw new Error('The page has no script of its own')
  const scripts = [
    `<script type="module" nonce="${nonce}">${preamble}</script>`,
    `<script type="module" src="/@vite/client" nonce="${nonce}"></script>`,
  ]
  return html.replace(entry, () => `${scripts.join('\n')}\n${entry}`)
}
