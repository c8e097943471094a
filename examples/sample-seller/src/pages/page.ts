import type { SellerConfig } from '../config.ts'
import { texts } from './texts.ts'
import type { PageLanguage } from './texts.ts'

/** A piece of HTML. Text gets into it only through {@link toHtml}, which escapes it. */
export type Html = { readonly html: string }

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

const pieceOf = (value: string | Html | readonly Html[]): string => {
  if (typeof value === 'string') return escapeText(value)
  return 'html' in value ? value.html : value.map((one) => one.html).join('')
}

export function toHtml(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  return { html: parts.reduce((text, part, i) => text + pieceOf(values[i - 1] ?? '') + part) }
}

export type PageParts = {
  readonly language: PageLanguage
  readonly title: string
  readonly seller?: SellerConfig
  /** The path of the page in the other language. */
  readonly path: string
  readonly main: Html
}

export const getName = (seller: SellerConfig, language: PageLanguage): string =>
  language === 'zh-CN' ? seller.name.zh : seller.name.en

/** A whole document. */
export function renderPage({ language, title, seller, path, main }: PageParts): string {
  const t = texts[language]
  const other: PageLanguage = language === 'zh-CN' ? 'en-US' : 'zh-CN'
  const name = seller ? getName(seller, language) : t.indexTitle
  return toHtml`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === name ? name : `${title} · ${name}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header>
          <p class="brand">
            <span class="badge" aria-hidden="true">${[...name].slice(0, 1).join('')}</span>${name}
          </p>
          <a lang="${other}" hreflang="${other}" href="${path}?lang=${other}">${t.otherLanguage}</a>
        </header>
        <main>${main}</main>
      </body>
    </html> `.html
}
