import { accentRevision } from '@loggia/kernel'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'
import { answersElementId } from './centre/answers.ts'
import type { Answer } from './centre/answers.ts'
import { createDiscoveryTags, createStructuredData } from './head.ts'
import type { Head } from './head.ts'
import { pageElementId, toPageInBrowser } from './page.ts'
import { getSiteName } from './site.ts'
import { trialTerm } from './storefront/links.ts'
import { createSearchHead } from './storefront/search/search-head.ts'
import { accountTexts } from './storefront/account/texts.ts'
import { checkoutTexts } from './storefront/checkout/texts.ts'
import { compareTexts } from './storefront/compare/texts.ts'
import { developersTexts } from './storefront/developers/texts.ts'
import { sellersTexts } from './storefront/sellers/texts.ts'
import { sellTexts } from './storefront/sell/texts.ts'
import { signUpTexts } from './storefront/entrance/sign-up-texts.ts'
import { listWords } from './storefront/agreement/read-text.ts'
import { agreementTexts } from './storefront/agreement/texts.ts'
import { companySignInTexts } from './storefront/entrance/company-texts.ts'
import { joinTexts } from './storefront/entrance/join-texts.ts'
import { linkTexts } from './storefront/entrance/link-texts.ts'
import { subscriptionTexts } from './storefront/entrance/subscription-texts.ts'
import { unifiedTexts } from './storefront/entrance/unified-texts.ts'
import { myAppTexts } from './storefront/my-apps/texts.ts'
import { problemTexts, signInTexts } from './storefront/entrance/texts.ts'
import { frameTexts } from './storefront/frame/texts.ts'

/** The built files of one of the two entries, as addresses. */
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
  /** The title of a page of the centres. */
  readonly title?: string | undefined
  /** With which a page of the centres is rendered. */
  readonly answers?: readonly Answer[]
  /** The script that loads the others after the first paint; absent: they are loaded at once. */
  readonly starter?: string | undefined
}

/**
 * The whole document around a rendered body. It contains no inline script or style, because the policy allows only
 * files; JSON data blocks are not executed.
 */
export function renderDocument(parts: DocumentParts): string {
  const { page, frame, files, body, title: rendered, answers = [] } = parts
  const scripts = parts.starter === undefined ? listScripts(files) : listLaterScripts(files, parts.starter)
  const about = headOf(page, frame)
  const { description, indexed } = about
  const title = rendered ?? about.title
  const data = createStructuredData(page, frame)
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${attribute(description)}">`,
    ...(indexed ? [] : ['<meta name="robots" content="noindex">']),
    ...createDiscoveryTags(page, frame, about).map(
      ({ tag, attributes }) => `<${tag}${attributesOf(attributes)}>`,
    ),
    ...listStanding(frame),
    ...files.fonts.map(
      (href) => `<link rel="preload" href="${attribute(href)}" as="font" type="font/woff2" crossorigin>`,
    ),
    ...files.styles.map((href) => `<link rel="stylesheet" href="${attribute(href)}">`),
    ...(frame.site?.accent ? [formatAccentLink(frame.site.accent)] : []),
    ...(data ? [`<script type="application/ld+json">${inScript(JSON.stringify(data))}</script>`] : []),
    ...scripts,
  ]
  return `<!doctype html>
<html lang="${frame.language}" data-theme="${frame.theme}">
<head>
${head.join('\n')}
</head>
<body${page.route === 'product' || page.route === 'checkout' ? ' class="has-buybar"' : ''}>
<div id="root"${page.route === 'centre' ? ' aria-busy="true"' : ''}>${body}</div>
${page.route === 'centre' ? `<noscript><p class="noscript">${escapeHtml(problemTexts.in(frame.language).noScript)}</p></noscript>\n` : ''}<script type="application/json" id="${pageElementId}">${encodePage(page, frame)}</script>
${answers.length > 0 ? `<script type="application/json" id="${answersElementId}">${inScript(JSON.stringify(answers))}</script>\n` : ''}</body>
</html>
`
}

const listScripts = ({ script, modules }: EntryFiles): string[] => [
  ...modules.map((href) => `<link rel="modulepreload" href="${attribute(href)}">`),
  `<script type="module" src="${attribute(script)}"></script>`,
]

/** As `centre/start-after-paint.ts` reads them. */
const listLaterScripts = ({ script, modules }: EntryFiles, starter: string): string[] => [
  ...modules.map((href) => `<link rel="later" href="${attribute(href)}">`),
  `<script type="module" src="${attribute(starter)}" data-entry="${attribute(script)}"></script>`,
]

const ownIcons = [
  '<link rel="icon" href="/favicon.ico" sizes="32x32">',
  '<link rel="icon" href="/mark.svg" type="image/svg+xml">',
  '<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
]

// The address bar has the colour of the page's ground (DESIGN §2). With the theme `system`, the browser chooses between
// both.
const listStanding = ({ site }: PageFrame): string[] => [
  ...(site?.logo ? [`<link rel="icon" href="${attribute(site.logo)}" type="image/webp">`] : ownIcons),
  '<link rel="manifest" href="/manifest.webmanifest">',
  '<meta name="theme-color" content="#FAF9F6" media="(prefers-color-scheme: light)">',
  '<meta name="theme-color" content="#121110" media="(prefers-color-scheme: dark)">',
]

/** The marketplace's own accent; the policy allows no style in the page. */
const formatAccentLink = (accent: string): string =>
  `<link rel="stylesheet" href="/site/accent-${attribute(accent.slice(1))}-${accentRevision}.css">`

export const encodePage = (page: PageData, frame: PageFrame): string =>
  inScript(JSON.stringify({ page: toPageInBrowser(page), frame }))

/** JSON that cannot end its element: `<` and the line separators are escaped. */
function inScript(json: string): string {
  const escapes: Record<string, string> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  }
  return json.replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character)
}

function headOf(page: PageData, frame: PageFrame): Head {
  const { language } = frame
  const texts = frameTexts.in(language)
  const siteName = getSiteName(frame)
  const formatTitle = (name: string) => `${name} · ${siteName}`
  const describeOwn = (title: string): Head => describeUnlisted(title, frame)
  switch (page.route) {
    case 'home':
      return { title: `${siteName} · ${texts.marketTagline}`, description: texts.description, indexed: true }
    case 'product':
      return {
        title: formatTitle(pickText(page.product.name, language)),
        description: pickText(page.product.summary, language),
        // R52: a hidden product is reachable by its own address, but no search may find it.
        indexed: page.product.state === 'listed' && !page.product.specifications.some(({ hidden }) => hidden),
      }
    case 'absence':
      return describeOwn(pickText(page.product.name, language))
    case 'checkout':
      return describeOwn(checkoutTexts.in(language).title[isTrial(frame) ? 'trial' : 'pay'])
    case 'compare':
    case 'search':
    case 'seller':
    case 'sellers':
      return describeFound(page, frame)
    case 'sign-in':
      return describeOwn(signInTexts.in(language).title)
    case 'company-sign-in':
      return describeOwn(companySignInTexts.in(language).title)
    case 'sign-up':
      return describeOwn(signUpTexts.in(language).title)
    case 'agreement':
      return {
        title: formatTitle(agreementTexts.in(language).names[page.kind]),
        description: summarise(pickText(page.agreement.text, language)),
        indexed: true,
      }
    case 'developers':
    case 'document':
      return describeDocument(page, frame)
    case 'reset-password':
    case 'accept-invitation':
    case 'confirm-email':
      return describeOwn(titleOfLink(page.route, language))
    case 'join-company':
      return describeOwn(joinTexts.in(language).title)
    case 'mail-subscription':
      return describeOwn(subscriptionTexts.in(language).title)
    case 'account':
      return describeOwn(accountTexts.in(language).title)
    case 'my-apps':
      return describeOwn(myAppTexts.in(language).title)
    case 'unified-login':
      return describeOwn(unifiedTexts.in(language).title)
    case 'sell':
      return {
        title: formatTitle(sellTexts.in(language).title),
        description: sellTexts.in(language).lead,
        indexed: true,
      }
    case 'problem':
      return describeOwn(page.about ? problemTexts.in(language).about[page.about] : page.title)
    case 'centre':
      return { title: siteName, description: texts.description, indexed: false }
  }
}

/** Whether the address of a checkout chooses a trial, which is not paid. */
const isTrial = ({ path, origin }: PageFrame): boolean =>
  new URL(path, origin).searchParams.get('term') === trialTerm

function describeDocument(
  page: Extract<PageData, { route: 'developers' | 'document' }>,
  frame: PageFrame,
): Head {
  const texts = developersTexts.in(frame.language)
  const [name, description] =
    page.route === 'document' ? [page.shown.title, page.shown.lead.slice(0, 160)] : [texts.title, texts.lead]
  return { title: `${name} · ${getSiteName(frame)}`, description, indexed: true }
}

/** A page that no search engine lists. */
const describeUnlisted = (name: string, frame: PageFrame): Head => ({
  title: `${name} · ${getSiteName(frame)}`,
  description: frameTexts.in(frame.language).description,
  indexed: false,
})

function describeFound(
  page: Extract<PageData, { route: 'compare' | 'search' | 'seller' | 'sellers' }>,
  frame: PageFrame,
): Head {
  const { language } = frame
  if (page.route === 'compare') return describeUnlisted(nameComparison(page, language), frame)
  if (page.route === 'sellers') {
    const { title, lead } = sellersTexts.in(language)
    const isPlain = page.query.q === '' && page.query.page === 1
    return { title: `${title} · ${getSiteName(frame)}`, description: lead, indexed: isPlain }
  }
  const { name, ...rest } = createSearchHead(page, frame)
  return { title: `${name} · ${getSiteName(frame)}`, ...rest }
}

function nameComparison(
  { products }: Extract<PageData, { route: 'compare' }>,
  language: PageFrame['language'],
): string {
  const texts = compareTexts.in(language)
  const names = products.map(({ name }) => pickText(name, language))
  return names.length > 1 ? texts.titleOf(names.join(texts.comma)) : texts.title
}

/** The first words of a text, without the marks of its form. */
const summarise = (text: string): string => listWords(text).join(' ').slice(0, 160)

function titleOfLink(
  route: 'reset-password' | 'accept-invitation' | 'confirm-email',
  language: PageFrame['language'],
): string {
  const texts = linkTexts.in(language)
  return {
    'reset-password': texts.title,
    'accept-invitation': texts.welcomeTitle,
    'confirm-email': texts.confirmTitle,
  }[route]
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
const attributesOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${attribute(value)}"`)
    .join('')
