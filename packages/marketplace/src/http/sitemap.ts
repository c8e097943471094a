import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { isId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listDocumentPaths } from './document-pages.ts'
import type { Edge } from './edge.ts'
import { languageParameter } from './language.ts'
import { edgeProblems } from './problems.ts'
import { escapeXml } from './xml.ts'

type Listed = { readonly id: string; readonly listedAt?: string }
/**
 * Public products, their sellers and categories. Products and sellers are read in parts, each named by its first id.
 */
export type PublicProducts = {
  parts(length: number): Promise<readonly Id<'prd'>[]>
  read(first: Id<'prd'>, length: number): AsyncIterable<Listed>
  sellerParts(length: number): Promise<readonly Id<'sel'>[]>
  readSellers(first: Id<'sel'>, length: number): AsyncIterable<Listed>
  /** The paths of categories that hold a listed product, each once. */
  categories(): Promise<readonly string[]>
}

/** A file holds at most 50,000 addresses (sitemaps.org); a page has three, and this many stay far below 50 MB. */
const pagesOfFile = 10_000
/** Pages that always exist and should be indexed. */
const standing = ['/', '/sellers', '/sell', '/developers', '/help', '/contact', '/about']
const languages = ['zh-CN', 'en-US'] as const
const closed = ['/api/', '/buyer', '/operator', '/preferences', '/seller$', '/seller/', '/sign-in']

/** `/robots.txt`, the index `/sitemap.xml` and the files that it names. */
export function registerSitemap(server: FastifyInstance, edge: Edge, products: PublicProducts): void {
  const { baseUrl } = edge.options
  const pages = edge.options.documents ? [...standing, ...listDocumentPaths()] : standing
  server.get('/robots.txt', async (_, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(robots(baseUrl)),
  )
  server.get('/sitemap.xml', async (_, reply) => {
    const [parts, sellers] = [await products.parts(pagesOfFile), await products.sellerParts(pagesOfFile)]
    const categories = partsOf(await products.categories()).map((_, at) => `categories_${at}`)
    const files = ['pages', ...categories, ...sellers, ...parts].map(
      (name) => `${baseUrl}/sitemaps/${name}.xml`,
    )
    return sendXml(reply, indexOf(files))
  })
  server.get('/sitemaps/:file', async (request, reply) => {
    const name = /^(\w+)\.xml$/.exec((request.params as { file: string }).file)?.[1] ?? ''
    if (name === 'pages') return sendXml(reply, [urlSet(pages.map((path) => entriesOf(baseUrl, path)))])
    const categories = /^categories_(\d{1,4})$/.exec(name)?.[1]
    if (categories !== undefined) {
      const paths = partsOf(await products.categories())[Number(categories)]
      if (!paths) throw edgeProblems.no_such_page()
      return sendXml(reply, [urlSet(paths.map((path) => entriesOf(baseUrl, categoryPath(path))))])
    }
    if (isId(name, 'sel'))
      return sendXml(reply, fileOf(baseUrl, '/sellers/', products.readSellers(name, pagesOfFile)))
    if (!isId(name, 'prd')) throw edgeProblems.no_such_page()
    return sendXml(reply, fileOf(baseUrl, '/products/', products.read(name, pagesOfFile)))
  })
}

const partsOf = (paths: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(paths.length / pagesOfFile) }, (_, at) =>
    paths.slice(at * pagesOfFile, (at + 1) * pagesOfFile),
  )
const categoryPath = (path: string): string =>
  `/categories/${path.split('/').map(encodeURIComponent).join('/')}`

const robots = (baseUrl: string): string =>
  [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${baseUrl}/sitemap.xml`,
    '',
  ].join('\n')

const sendXml = (reply: FastifyReply, parts: Iterable<string> | AsyncIterable<string>): FastifyReply =>
  reply
    .type('application/xml; charset=utf-8')
    .header('cache-control', 'public, max-age=3600')
    .send(Readable.from(parts, { objectMode: false }))

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const opening = `${declaration}<urlset ${space} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
const closing = '</urlset>\n'

const indexOf = (files: readonly string[]): string[] => [
  `${declaration}<sitemapindex ${space}>\n`,
  ...files.map((file) => `<sitemap><loc>${escapeXml(file)}</loc></sitemap>\n`),
  '</sitemapindex>\n',
]

const urlSet = (entries: readonly string[]): string => opening + entries.join('') + closing

async function* fileOf(baseUrl: string, place: string, listed: AsyncIterable<Listed>) {
  yield opening
  for await (const { id, listedAt } of listed) yield entriesOf(baseUrl, place + id, listedAt)
  yield closing
}

/** Entries of a page: in each language, and in the reader's own (`x-default`); each names all three. */
function entriesOf(baseUrl: string, path: string, changedAt?: string): string {
  const plain = escapeXml(baseUrl + path)
  const addresses = languages.map((language) => ({
    language: language as string,
    address: `${plain}?${languageParameter}=${language}`,
  }))
  const all = [...addresses, { language: 'x-default', address: plain }]
  const links = all.map(
    ({ language, address }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`,
  )
  const changed = changedAt === undefined ? '' : `<lastmod>${changedAt}</lastmod>`
  return all.map(({ address }) => `<url><loc>${address}</loc>${changed}${links.join('')}</url>\n`).join('')
}
