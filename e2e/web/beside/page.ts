/**
 * A page in two versions. `before` and `after` are the paths of its pictures; the picture of the difference is `name`,
 * beside the page that shows them.
 */
export type Pair = {
  readonly name: string
  readonly share: number
  readonly before: string
  readonly after: string
}

/** A page that shows each pair with its differences, in the given order. */
export function renderPairs(pairs: readonly Pair[], alone: readonly string[]): string {
  const changed = pairs.filter(({ share }) => share > 0)
  const rows = changed.map(
    ({ name, share }) =>
      `<tr><td>${(share * 100).toFixed(2)} %</td><td><a href="#${name}">${name}</a></td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pages before and after</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; background: #f4f2ed; color: #1b1916 }
td { padding: 0 12px 0 0 }
td:first-child { text-align: end; font-variant-numeric: tabular-nums }
section > div { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; align-items: start }
figure { margin: 0 }
img { display: block; max-width: 100%; border: 1px solid #d3cdc2; background: #fff }
</style>
<h1>${changed.length} of ${pairs.length} pictures changed</h1>
<table>${rows.join('')}</table>
${alone.length === 0 ? '' : `<p>Only in one folder: ${alone.join(', ')}</p>`}
${changed.map(sectionOf).join('\n')}
</html>
`
}

function sectionOf({ name, share, before, after }: Pair): string {
  const figures = [
    ['before', before],
    ['after', after],
    ['changed', name],
  ].map(
    ([caption, file = '']) =>
      `<figure><figcaption>${caption}</figcaption><a href="${encodeURI(file)}"><img src="${encodeURI(file)}" loading="lazy" alt=""></a></figure>`,
  )
  return `<section id="${name}"><h2>${name} · ${(share * 100).toFixed(2)} %</h2><div>${figures.join('')}</div></section>`
}
