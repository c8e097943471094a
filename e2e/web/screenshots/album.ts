import type { Place } from '../site.ts'

export type Picture = {
  readonly place: Place
  readonly language: string
  readonly width: number
  readonly file: string
  /** How much wider the page is than its window, in pixels. */
  readonly overflow: number
}

/** A page that shows the pictures of each place side by side. */
export function renderAlbum(pictures: readonly Picture[]): string {
  const places = Map.groupBy(pictures, ({ place }) => place.name)
  const sections = [...places].map(([name, taken]) => {
    const path = escapeHtml(taken[0]?.place.path ?? '')
    return `<section id="${name}"><h2>${name} <small>${path}</small></h2><div>${taken.map(figureOf).join('')}</div></section>`
  })
  const contents = [...places.keys()].map((name) => `<a href="#${name}">${name}</a>`).join(' ')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pages of Loggia</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; background: #f4f2ed; color: #1b1916 }
nav { display: flex; flex-wrap: wrap; gap: 4px 12px }
section > div { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start }
figure { margin: 0; flex: none }
img { display: block; border: 1px solid #d3cdc2; background: #fff; height: auto }
small { font-weight: 400; color: #6c665b }
.wide { color: #b0271e; font-weight: 600 }
</style>
<h1>${pictures.length} pictures of ${places.size} pages</h1>
<nav>${contents}</nav>
${sections.join('\n')}
</html>
`
}

function figureOf({ file, language, width, overflow }: Picture): string {
  const shown = width > 600 ? 720 : 320
  const note = overflow > 0 ? ` <span class="wide">${overflow} px too wide</span>` : ''
  return `<figure><figcaption>${language} · ${width} px${note}</figcaption><a href="${file}"><img src="${file}" width="${shown}" loading="lazy" alt=""></a></figure>`
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
