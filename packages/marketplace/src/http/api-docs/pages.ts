import { problemRegistry } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { statusOf } from '../problems.ts'
import { formatArticle } from './article.ts'
import { escape, formatBlock, formatCode, formatTable } from './html.ts'
import { audiences, docsPath, formatPlace, listSubjects, getSummary, toPath } from './operations.ts'
import type { Audience, Operation, Reference } from './operations.ts'
import { listChapters, texts } from './texts.ts'

/** How pages are shown: the style sheet is part of each. */
export type Face = { readonly css: string; readonly theme: string; readonly origin: string }
export type View = Face & { readonly language: Language; readonly reference: Reference }
/** Which page it is: its address without the query, and what it says beside the menu. */
type Page = { readonly path: string; readonly title: string; readonly main: string; readonly query?: string }

const problemsPath = toPath('problems')

export function formatStart(view: View): string {
  const t = texts[view.language]
  const cards = audiences.map((audience) => {
    const [first = ''] = listSubjects(view.reference, audience)
    const count = view.reference.operations.filter((one) => one.audience === audience).length
    return `<li><a href="${toPath(audience, first)}"><b>${t.audiences[audience]}</b> <span>${t.count(count)}</span></a><p>${t.audienceLeads[audience]}</p></li>`
  })
  const chapters = listChapters(view.origin, view.language).map(
    ({ id, title, said, shell }) =>
      `<section id="${id}"><h2>${title}</h2>${said.map((one) => `<p>${escape(one)}</p>`).join('')}${shell === undefined ? '' : formatBlock(shell)}</section>`,
  )
  return formatPage(view, {
    path: docsPath,
    title: t.title,
    main: `<p class="lead">${t.lead} <a href="/api/openapi.json">${t.openApi}</a></p><ul class="cards">${cards.join('')}</ul>${chapters.join('')}`,
  })
}

/** Undefined if there is no such subject. */
export function formatSubject(view: View, audience: Audience, subject: string): string | undefined {
  const operations = view.reference.operations.filter(
    (one) => one.audience === audience && one.subject === subject,
  )
  if (operations.length === 0) return undefined
  const t = texts[view.language]
  return formatPage(view, {
    path: toPath(audience, subject),
    title: `${t.audiences[audience]}${view.language === 'zh-CN' ? '：' : ': '}${subject}`,
    main: operations.map((one) => formatArticle(one, view)).join('\n'),
  })
}

export function formatProblems(view: View): string {
  const t = texts[view.language]
  const rows = [...problemRegistry]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, spec]) => [name, statusOf[spec.kind], view.language === 'zh-CN' ? spec.zh : spec.en] as const,
    )
  const cells = [...rows, ['server.fault', 500, t.fault] as const].map(([name, status, said]) => [
    `<span id="${escape(name)}">${formatCode(name)}</span>`,
    String(status),
    escape(said),
  ])
  return formatPage(view, {
    path: problemsPath,
    title: t.problems,
    main: formatTable([t.code, t.status, t.meaning], cells),
  })
}

export function formatFound(view: View, text: string, found: readonly Operation[]): string {
  const t = texts[view.language]
  const items = found.map(
    (one) =>
      `<li><a href="${escape(formatPlace(one))}">${escape(getSummary(one, view.language))}</a><br><span class="method ${one.method.toLowerCase()}">${one.method}</span> ${formatCode(one.path)}</li>`,
  )
  const said = text.trim() === '' ? t.ask : found.length === 0 ? t.nothing : ''
  return formatPage(view, {
    path: toPath('search'),
    query: text,
    title: text.trim() === '' ? t.search : t.found(found.length, text),
    main: said === '' ? `<ol class="found">${items.join('')}</ol>` : `<p>${said}</p>`,
  })
}

function formatPage(view: View, { path, title, main, query = '' }: Page): string {
  const { language, css, theme } = view
  const t = texts[language]
  const shown = path === docsPath ? title : `${title} · ${t.title}`
  return `<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(shown)} · Loggia</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<style>${css}</style>
</head>
<body>
<a class="skip" href="#main">${t.main}</a>
<header><a class="home" href="/" title="${t.home}"><img src="/mark.svg" alt="" width="22" height="22">Loggia</a>
<form action="${toPath('search')}" role="search"><input type="search" name="q" value="${escape(query)}" aria-label="${t.search}" placeholder="${t.search}" maxlength="100"><button>${t.find}</button></form>
${formatLanguageLink(view, path, query)}</header>
<div class="frame">
${formatMenu(view, path)}
<main id="main">
<h1>${escape(title)}</h1>
${main}
</main>
</div>
</body>
</html>
`
}

function formatLanguageLink({ language }: View, path: string, text: string): string {
  const other = language === 'zh-CN' ? 'en-US' : 'zh-CN'
  const next = text === '' ? path : `${path}?q=${encodeURIComponent(text)}`
  const query = new URLSearchParams({ language: other, next })
  return `<a lang="${other}" hreflang="${other}" href="${escape(`/preferences?${query.toString()}`)}">${texts[language].otherLanguage}</a>`
}

/** The subjects of each audience, and the operations of the page that is open. */
function formatMenu(view: View, path: string): string {
  const t = texts[view.language]
  const link = (to: string, name: string): string =>
    `<a href="${to}"${to === path ? ' aria-current="page"' : ''}>${name}</a>`
  const groups = audiences.map((audience) => {
    const isOpen = path.startsWith(`${toPath(audience)}/`)
    const items = listSubjects(view.reference, audience).map((subject) => {
      const to = toPath(audience, subject)
      return `<li>${link(to, subject)}${to === path ? formatOperations(view, audience, subject) : ''}</li>`
    })
    return `<li><details${isOpen ? ' open' : ''}><summary>${t.audiences[audience]}</summary><ul>${items.join('')}</ul></details></li>`
  })
  return `<nav aria-label="${t.menu}"><ul><li>${link(docsPath, t.start)}</li>${groups.join('')}<li>${link(problemsPath, t.problems)}</li></ul></nav>`
}

function formatOperations({ reference, language }: View, audience: Audience, subject: string): string {
  const items = reference.operations
    .filter((one) => one.audience === audience && one.subject === subject)
    .map((one) => `<li><a href="#${one.operationId}">${escape(getSummary(one, language))}</a></li>`)
  return `<ul>${items.join('')}</ul>`
}
