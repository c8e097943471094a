import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { problemRegistry } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { consoleApi, fileRoute, fileUrl } from '@loggia/protocol/console'
import type { Text } from '@loggia/protocol/console'
import { openApis } from '@loggia/protocol/open-apis'
import type { Edge } from './edge.ts'
import { keepDocument, sendKept } from './kept-document.ts'
import type { KeptDocument } from './kept-document.ts'
import { createOpenApiDocument } from './openapi.ts'
import { statusOf } from './problems.ts'
import { isTheme, themeCookie } from './render.ts'
import { formatStillPagePolicy } from './security.ts'

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: unknown }
type Operation = {
  summary: string
  tags: string[]
  'x-role': string
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<
    string,
    { description?: string; $ref?: string; content?: Record<string, { schema: unknown }> }
  >
}

const docsPath = '/api/docs'

/** Serves `/api/openapi.json`, and `/api/docs` as a page: nearly 2 MB, made once for each language and theme. */
export async function registerApiDocs(server: FastifyInstance, edge: Edge): Promise<void> {
  const faces = await fontFaces(edge.options.browserFiles)
  const css = faces + (await readFile(join(import.meta.dirname, 'api-docs.css'), 'utf8'))
  const document = createOpenApiDocument(edge.options.baseUrl)
  const json = keepDocument('application/json; charset=utf-8', JSON.stringify(document))
  const policy = formatStillPagePolicy(css)
  const pages = new Map<string, KeptDocument>()
  const pageFor = (language: Language, theme: string): KeptDocument => {
    const key = `${language} ${theme}`
    const kept =
      pages.get(key) ??
      keepDocument('text/html; charset=utf-8', pageOf(document as never, { language, css, theme }))
    pages.set(key, kept)
    return kept
  }
  server.get('/api/openapi.json', async (request, reply) => {
    void reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding')
    return sendKept({ request, reply }, json)
  })
  server.get(docsPath, async (request, reply) => {
    const theme = request.cookies[themeCookie]
    void reply
      .header('content-security-policy', policy)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, accept-language, accept-encoding')
    return sendKept({ request, reply }, pageFor(request.language, isTheme(theme) ? theme : 'system'))
  })
}

/**
 * Font faces of the console's build, under the family names in `api-docs.css`; without a build, the reader's own fonts
 * are used.
 */
async function fontFaces(browserFiles: string): Promise<string> {
  const files = await readdir(join(browserFiles, 'assets')).catch(() => [])
  const faceOf = (family: string, start: string, more = ''): string => {
    const file = files.find((name) => name.startsWith(start) && name.endsWith('.woff2'))
    return file === undefined
      ? ''
      : `@font-face{font-family:'${family}';font-weight:100 900;font-display:swap;src:url('/assets/${file}') format('woff2')${more}}\n`
  }
  return [
    faceOf('Inter', 'inter-latin-'),
    // Without the punctuation that Chinese sets full width, as on the other pages.
    faceOf('Inter Zh', 'inter-latin-', `;unicode-range:${besideChinese}`),
    faceOf('JetBrains Mono', 'jetbrains-mono-latin-'),
  ].join('')
}
const besideChinese =
  'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2010-2013,U+2020-2022,U+2030,U+2039-203A,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'

const texts = {
  'zh-CN': {
    title: 'API 参考',
    lead: '云商店页面使用的全部接口。金额为十进制字符串，时间为 UTC。请求被拒绝时返回 RFC 9457 problem+json，其中的 code 保持不变。OpenAPI 文档：',
    contents: '目录',
    groups: { public: '公开', buyer: '买家', seller: '商家', operator: '运营人员' },
    parameter: '参数',
    place: '位置',
    type: '类型',
    need: '说明',
    places: { path: '路径', query: '查询参数', header: '请求头' },
    otherLanguage: 'English',
    required: '必填',
    optional: '可选',
    body: '请求体',
    reply: '响应',
    refusals: '错误状态码',
    problems: '错误码',
    code: '错误码',
    status: '状态码',
    meaning: '含义',
    main: '跳到正文',
    home: '首页',
  },
  'en-US': {
    title: 'API reference',
    lead: 'The complete API used by the pages of this marketplace. Amounts are decimal strings, and times are in UTC. A refused request returns RFC 9457 problem+json with a stable code. OpenAPI document:',
    contents: 'Contents',
    groups: { public: 'Public', buyer: 'Buyer', seller: 'Seller', operator: 'Operator' },
    parameter: 'Parameter',
    place: 'In',
    type: 'Type',
    need: 'Notes',
    places: { path: 'path', query: 'query', header: 'header' },
    otherLanguage: '中文',
    required: 'required',
    optional: 'optional',
    body: 'Request body',
    reply: 'Response',
    refusals: 'Errors',
    problems: 'Error codes',
    code: 'Code',
    status: 'Status',
    meaning: 'Meaning',
    main: 'Skip to content',
    home: 'Home',
  },
} as const
type Texts = (typeof texts)[Language]
type View = { language: Language; css: string; theme: string }

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
const code = (text: string): string => `<code>${escape(text)}</code>`

function pageOf(document: { paths: Record<string, Record<string, Operation>> }, view: View): string {
  const t = texts[view.language]
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = Object.entries(t.groups).map(([tag, name]) => ({
    tag,
    name,
    entries: operations.filter(({ operation }) => operation.tags[0] === tag),
  }))
  const links = groups.map(({ tag, name }) => `<li><a href="#${tag}">${name}</a></li>`).join('')
  const sections = groups.map(
    ({ tag, name, entries }) =>
      `<section id="${tag}"><h2>${name}</h2>${entries.map((one) => operationOf(one, view.language)).join('')}</section>`,
  )
  return `<!doctype html>
<html lang="${view.language}" data-theme="${view.theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title} · Loggia</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<style>${view.css}</style>
</head>
<body>
<a class="skip" href="#main">${t.main}</a>
<header><a class="home" href="/" title="${t.home}"><img src="/mark.svg" alt="" width="22" height="22">Loggia</a>${languageLink(view)}</header>
<main id="main">
<h1>${t.title}</h1>
<p>${t.lead} <a href="/api/openapi.json">openapi.json</a></p>
<nav aria-label="${t.contents}"><ul>${links}<li><a href="#problems">${t.problems}</a></li></ul></nav>
${sections.join('\n')}
<section id="problems"><h2>${t.problems}</h2>${problemTable(view.language, t)}</section>
</main>
</body>
</html>
`
}

function languageLink({ language }: View): string {
  const other = language === 'zh-CN' ? 'en-US' : 'zh-CN'
  const query = new URLSearchParams({ language: other, next: docsPath })
  return `<a lang="${other}" hreflang="${other}" href="${escape(`/preferences?${query.toString()}`)}">${texts[language].otherLanguage}</a>`
}

type Listed = { path: string; method: string; operation: Operation }

const contract: Readonly<Record<string, { readonly summary: Text }>> = {
  ...consoleApi,
  ...openApis,
  [`GET ${fileUrl}`]: fileRoute,
}

/** The OpenAPI document is in English, for programs; the page shows the summary in the reader's language. */
function summaryOf({ path, method, operation }: Listed, language: Language): string {
  const summary = contract[`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`]?.summary
  return (language === 'zh-CN' && summary?.zh) || operation.summary
}

function operationOf(listed: Listed, language: Language): string {
  const { path, method, operation } = listed
  const t = texts[language]
  const bodies = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) =>
    schemaBlock(t.body, schema),
  )
  const replies = Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.values(content ?? {}).map(({ schema }) => schemaBlock(`${t.reply} ${status}`, schema)),
  )
  const refusals = Object.keys(operation.responses).filter((status) => Number(status) >= 400)
  return `<article>
<h3><span class="method ${method.toLowerCase()}">${method}</span> ${code(path)}</h3>
<p>${escape(summaryOf(listed, language))}</p>
${parameterTable(operation.parameters, language)}${bodies.join('')}${replies.join('')}
<p class="refusals">${t.refusals} ${refusals.map((status) => `<span>${status}</span>`).join(' ')}</p>
</article>`
}

const schemaBlock = (title: string, schema: unknown): string =>
  `<details><summary>${escape(title)}</summary><pre tabindex="0">${escape(JSON.stringify(schema, undefined, 2))}</pre></details>`

function parameterTable(parameters: readonly Parameter[], language: Language): string {
  const t = texts[language]
  const places: Readonly<Record<string, string>> = t.places
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    (one) =>
      `<tr><td>${code(one.name)}</td><td>${places[one.in] ?? one.in}</td><td>${code(typeOf(one.schema))}</td><td>${one.required ? t.required : t.optional}${one.description ? `<br>${escape((language === 'zh-CN' && parametersZh[one.description]) || one.description)}` : ''}</td></tr>`,
  )
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${t.parameter}</th><th scope="col">${t.place}</th><th scope="col">${t.type}</th><th scope="col">${t.need}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

type Described = { type: string; enum: string[]; minimum: number; maximum: number; pattern: string }

function typeOf(schema: unknown): string {
  const { type = '', enum: values, minimum, maximum, pattern } = schema as Partial<Described>
  if (values) return values.join(' | ')
  const range = minimum !== undefined && maximum !== undefined ? ` ${minimum}–${maximum}` : ''
  return pattern !== undefined && pattern.length < 60 ? pattern : `${type}${range}`
}

function problemTable(language: Language, t: Texts): string {
  const rows = [...problemRegistry]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, spec]) =>
        `<tr id="${escape(name)}"><td>${code(name)}</td><td>${statusOf[spec.kind]}</td><td>${escape(language === 'zh-CN' ? spec.zh : spec.en)}</td></tr>`,
    )
  const fault =
    language === 'zh-CN'
      ? '服务器出错，原因仅记录在服务器日志中。'
      : 'A server error. The cause is only in the server log.'
  rows.push(`<tr id="server.fault"><td>${code('server.fault')}</td><td>500</td><td>${fault}</td></tr>`)
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${t.code}</th><th scope="col">${t.status}</th><th scope="col">${t.meaning}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** Chinese translations of the parameter descriptions in the contract and the document. */
export const parametersZh: Readonly<Record<string, string>> = {
  'The csrfToken of the session': '当前会话的 csrfToken',
  'A new value for each new request; a repeated value returns the first response':
    '每个新请求使用一个新值；使用相同的值重复请求，会返回第一次的响应',
  'Only entries after this sequence number': '仅返回此序号之后的条目',
  'The same, sent by a browser when it reconnects': '同上，由重新连接的浏览器发送',
}
