import type { PageData, PageFrame } from '@loggia/protocol/console'
import { inLanguage } from '@loggia/ui'
import { pageElementId } from './page.ts'
import { problemTexts, signInTexts } from './text/entrance.ts'
import { frameTexts } from './text/frame.ts'

/** The built files of one of the two entries, by their addresses. */
export type EntryFiles = {
  readonly script: string
  readonly modules: readonly string[]
  readonly styles: readonly string[]
  readonly fonts: readonly string[]
}
type DocumentParts = {
  readonly page: PageData
  readonly frame: PageFrame
  readonly files: EntryFiles
  readonly body: string
}

/** The whole document around a rendered body. */
export function documentOf({ page, frame, files, body }: DocumentParts): string {
  const nonce = attribute(frame.nonce)
  const { title, description, indexed } = headOf(page, frame)
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${attribute(description)}">`,
    ...(indexed ? [] : ['<meta name="robots" content="noindex">']),
    // The bundler's loader reads the nonce here for what it loads later.
    `<meta property="csp-nonce" nonce="${nonce}">`,
    '<link rel="icon" href="/mark.svg" type="image/svg+xml">',
    ...files.fonts.map(
      (href) => `<link rel="preload" href="${attribute(href)}" as="font" type="font/woff2" crossorigin>`,
    ),
    ...files.styles.map((href) => `<link rel="stylesheet" href="${attribute(href)}" nonce="${nonce}">`),
    ...files.modules.map((href) => `<link rel="modulepreload" href="${attribute(href)}" nonce="${nonce}">`),
    `<script type="module" src="${attribute(files.script)}" nonce="${nonce}"></script>`,
  ]
  return `<!doctype html>
<html lang="${frame.language}" data-theme="${frame.theme}">
<head>
${head.join('\n')}
</head>
<body${page.route === 'product' ? ' class="has-buybar"' : ''}>
<div id="root">${body}</div>
${page.route === 'centre' ? `<noscript><p class="noscript">${escapeHtml(problemTexts.in(frame.language).noScript)}</p></noscript>\n` : ''}<script type="application/json" id="${pageElementId}" nonce="${nonce}">${pageJson(page, frame)}</script>
</body>
</html>
`
}

/** JSON that cannot end its element or, read as a script, a line: `<` and the line separators are written as escapes. */
export function pageJson(page: PageData, frame: PageFrame): string {
  const { nonce: _, ...shown } = frame
  const escapes: Record<string, string> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  }
  return JSON.stringify({ page, frame: shown }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => escapes[character] ?? character,
  )
}

type Head = { readonly title: string; readonly description: string; readonly indexed: boolean }

function headOf(page: PageData, { language }: PageFrame): Head {
  const texts = frameTexts.in(language)
  const named = (name: string) => `${name} · Loggia`
  switch (page.route) {
    case 'home':
      return { title: `Loggia · ${texts.marketTagline}`, description: texts.description, indexed: true }
    case 'product':
      return {
        title: named(inLanguage(page.product.name, language)),
        description: inLanguage(page.product.summary, language),
        indexed: true,
      }
    case 'sign-in':
      return { title: named(signInTexts.in(language).title), description: texts.description, indexed: false }
    case 'problem':
      return { title: named(page.title), description: texts.description, indexed: false }
    case 'centre':
      return { title: 'Loggia', description: texts.description, indexed: false }
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
const attribute = escapeHtml
