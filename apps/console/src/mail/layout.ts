import { deriveAccent, readColour } from '@loggia/kernel'
import type { MailReader } from '@loggia/protocol/console'

/** An email in words, before its format. */
export type Letter = {
  readonly title: string
  readonly hello?: string | undefined
  readonly texts: readonly string[]
  readonly button?: Link | undefined
  /** Stands before the address of the button, written out. */
  readonly paste?: string | undefined
  /** Small print. */
  readonly after: readonly string[]
  readonly link?: Link | undefined
  readonly marketplace: string
}
type Link = { readonly name: string; readonly url: string }

/** Plain text, for readers and programs that show no HTML. */
export function formatText({ title, hello, texts, button, after, link, marketplace }: Letter): string {
  const parts = [
    ...(hello === undefined ? [] : [hello]),
    title,
    ...texts,
    ...(button ? [`${button.name}\n${button.url}`] : []),
    `-- \n${[...after, ...(link ? [`${link.name}: ${link.url}`] : []), marketplace].join('\n')}`,
  ]
  return `${parts.join('\n\n')}\n`
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

// The marketplace's colours, light and dark. Mail programs read no style sheets of ours, and few know variables.
const ownLight = {
  page: '#FAF9F6',
  card: '#FFFFFF',
  line: '#E5E1D9',
  text: '#1B1916',
  small: '#555047',
  accent: '#0B6174',
  onAccent: '#FFFFFF',
}
const ownDark = {
  page: '#121110',
  card: '#191816',
  line: '#2E2B27',
  text: '#F0EDE7',
  small: '#BAB4A8',
  accent: '#69C3D4',
  onAccent: '#04252D',
}
type Colours = typeof ownLight

/** With the accent of the marketplace, if it has one. */
function listColours(accent: string | undefined): { readonly light: Colours; readonly dark: Colours } {
  const colour = accent === undefined ? undefined : readColour(accent)
  if (colour === undefined) return { light: ownLight, dark: ownDark }
  const { light, dark } = deriveAccent(colour)
  return {
    light: { ...ownLight, accent: light.accent, onAccent: light.on },
    dark: { ...ownDark, accent: dark.accent, onAccent: dark.on },
  }
}

const fonts = "Inter,'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC',Arial,sans-serif"

const formatStyle = ({ light, dark }: ReturnType<typeof listColours>): string => `
.page{background:${light.page}}.card{background:${light.card};border:1px solid ${light.line}}
.text{color:${light.text}}.small,.small a{color:${light.small}}.word{color:${light.accent}}
@media (prefers-color-scheme:dark){
.page{background:${dark.page}!important}.card{background:${dark.card}!important;border-color:${dark.line}!important}
.text{color:${dark.text}!important}.small,.small a{color:${dark.small}!important}.word{color:${dark.accent}!important}
.button{background:${dark.accent}!important;color:${dark.onAccent}!important}}`

const paragraph = (kind: string, html: string, css = ''): string =>
  `<p class="${kind}" style="margin:0 0 12px;${css}">${html}</p>`

/** A document of tables with its styles in place, as mail programs need it. It loads nothing from anywhere. */
export function formatHtml(
  letter: Letter,
  { language, site }: Pick<MailReader, 'language' | 'site'>,
): string {
  const colours = listColours(site?.accent)
  const { light } = colours
  const { title, hello, texts, button, paste, after, link, marketplace } = letter
  const url = escape(button?.url ?? '')
  const body = [
    `<h1 class="text" style="margin:0 0 16px;color:${light.text};font-size:20px;line-height:28px;font-weight:600">${escape(title)}</h1>`,
    ...(hello === undefined ? [] : [paragraph('text', escape(hello), `color:${light.text}`)]),
    ...texts.map((text) => paragraph('text', escape(text), `color:${light.text}`)),
    ...(button
      ? [
          `<p style="margin:20px 0"><a class="button" href="${url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${light.accent};color:${light.onAccent};font-weight:500;text-decoration:none">${escape(button.name)}</a></p>`,
        ]
      : []),
    ...(paste === undefined
      ? []
      : [
          paragraph(
            'small',
            `${escape(paste)}<br><span style="word-break:break-all">${url}</span>`,
            `color:${light.small};font-size:13px;line-height:20px`,
          ),
        ]),
  ]
  const small = [
    ...after.map(escape),
    ...(link ? [`<a href="${escape(link.url)}" style="color:${light.small}">${escape(link.name)}</a>`] : []),
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(title)}</title><style>${formatStyle(colours)}</style></head>
<body class="page" style="margin:0;background:${light.page};font-family:${fonts};font-size:14px;line-height:22px">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:${light.page}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="word" style="padding:0 4px 12px;color:${light.accent};font-weight:600">${escape(marketplace)}</td></tr>
<tr><td class="card" style="padding:24px;background:${light.card};border:1px solid ${light.line};border-radius:10px">
${body.join('\n')}
</td></tr>
<tr><td style="padding:16px 4px 0">${paragraph('small', small.join('<br>'), `color:${light.small};font-size:12px;line-height:18px`)}</td></tr>
</table></td></tr></table></body></html>
`
}
