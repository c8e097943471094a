import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Edge } from '../edge.ts'
import { keepDocument, sendKept } from '../kept-document.ts'
import type { KeptDocument } from '../kept-document.ts'
import { createOpenApiDocument } from '../openapi.ts'
import { edgeProblems } from '../problems.ts'
import { isTheme, themeCookie } from '../render.ts'
import { formatStillPagePolicy } from '../security.ts'
import { audiences, docsPath, readReference, searchOperations, toPath } from './operations.ts'
import { formatFound, formatProblems, formatStart, formatSubject } from './pages.ts'
import type { View } from './pages.ts'

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }
/** Undefined where there is nothing to show. */
type Format = (view: View) => string | undefined

/** Pages are made once for each language and theme; the least used are dropped. */
const mostPages = 400
const makePage = (html: string): KeptDocument => keepDocument('text/html; charset=utf-8', html)

function createKept() {
  const pages = new Map<string, KeptDocument>()
  return (key: string, format: () => string | undefined): KeptDocument | undefined => {
    const html = pages.has(key) ? undefined : format()
    const page = pages.get(key) ?? (html === undefined ? undefined : makePage(html))
    if (page === undefined) return undefined
    pages.delete(key)
    const [oldest] = pages.keys()
    if (pages.size >= mostPages && oldest !== undefined) pages.delete(oldest)
    pages.set(key, page)
    return page
  }
}

/**
 * What the first call makes. Schemas of all routes take more than half a second, which is not spent at a start: many
 * servers are never asked for them.
 */
function keepFirst<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined
  return () => (kept ??= { value: make() }).value
}

/**
 * Serves `/api/openapi.json`, and the same to read: an introduction, a page for each subject of an audience, the error
 * codes, and a search. The pages need no script.
 */
export async function registerApiDocs(server: FastifyInstance, edge: Edge): Promise<void> {
  const faces = await fontFaces(edge.options.browserFiles)
  const css = faces + (await readFile(join(import.meta.dirname, 'api-docs.css'), 'utf8'))
  const makeDocument = keepFirst(() => createOpenApiDocument(edge.options.baseUrl))
  const getReference = keepFirst(() => readReference(makeDocument()))
  const getJson = keepFirst(() =>
    keepDocument('application/json; charset=utf-8', JSON.stringify(makeDocument())),
  )
  const policy = formatStillPagePolicy(css)
  const keep = createKept()

  const viewOf = ({ cookies, language }: FastifyRequest): View => {
    const theme = cookies[themeCookie]
    return {
      css,
      reference: getReference(),
      language,
      origin: edge.options.baseUrl,
      theme: isTheme(theme) ? theme : 'system',
    }
  }
  const send = ({ request, reply }: Exchange, page: KeptDocument): FastifyReply => {
    void reply
      .header('content-security-policy', policy)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, accept-language, accept-encoding')
    return sendKept({ request, reply }, page)
  }
  const sendPage = (exchange: Exchange, path: string, format: Format): FastifyReply => {
    const view = viewOf(exchange.request)
    const page = keep(`${view.language} ${view.theme} ${path}`, () => format(view))
    if (page === undefined) throw edgeProblems.no_such_route()
    return send(exchange, page)
  }

  server.get('/api/openapi.json', async (request, reply) => {
    void reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding')
    return sendKept({ request, reply }, getJson())
  })
  server.get(docsPath, async (request, reply) => sendPage({ request, reply }, '', formatStart))
  server.get(toPath('problems'), async (request, reply) =>
    sendPage({ request, reply }, 'problems', formatProblems),
  )
  server.get(toPath('search'), async (request, reply) => {
    const { q = '' } = request.query as { readonly q?: string | readonly string[] }
    const text = String(q).slice(0, 100)
    const view = viewOf(request)
    return send(
      { request, reply },
      makePage(formatFound(view, text, searchOperations(view.reference, text, view.language))),
    )
  })
  server.get(toPath(':audience', ':subject'), async (request, reply) => {
    const { audience, subject } = request.params as { readonly audience: string; readonly subject: string }
    const found = audiences.find((one) => one === audience)
    return sendPage(
      { request, reply },
      `${audience}/${subject}`,
      (view) => found && formatSubject(view, found, subject),
    )
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
