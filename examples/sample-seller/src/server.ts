import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createNodeListener } from '@loggia/seller/node'
import { createAppPages } from './app-routes.ts'
import type { Config } from './config.ts'
import { renderIndexPage, renderMissingPage } from './pages/app-pages.ts'
import { readLanguage } from './pages/texts.ts'
import { send } from './http.ts'
import { createPeoplePages } from './people-routes.ts'
import { openShop } from './shop.ts'

/** `log` is called with one line for each event, without keys or passwords. */
export type SampleSellerOptions = Config & {
  readonly nowMs: () => number
  readonly log: (line: string) => void
}
export type SampleSeller = {
  readonly port: number
  /** The public keys of app credentials, as PEM, by slug. */
  readonly publicKeys: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Starts the server. Resolves when it listens. Rejects if the port is taken or the data folder cannot be opened. */
export async function startSampleSeller(options: SampleSellerOptions): Promise<SampleSeller> {
  mkdirSync(options.dataFolder, { recursive: true })
  // A function, because the port is known only after the server listens.
  const origin = (): string => `http://${hostInUrl(options.host)}:${portOf(server)}`
  const appUrl = (slug: string, id: string): string => `${origin()}/${slug}/apps/${encodeURIComponent(id)}`
  const peopleUrl = (slug: string): string => `${origin()}/${slug}/people`
  const shops = options.sellers.map((seller) => openShop({ ...options, seller, appUrl, peopleUrl }))
  const routes = new Map(
    shops.map((shop) => [
      shop.config.slug,
      {
        saas: createNodeListener(shop.seller, { path: `/${shop.config.slug}/saas` }),
        license: shop.licenses && createNodeListener(shop.licenses),
        app: createAppPages(shop),
        people: shop.people && createPeoplePages(shop, shop.people),
      },
    ]),
  )
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      options.log(`failed: ${error instanceof Error ? error.message : String(error)}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://seller.example')
    const [slug = '', place = ''] = url.pathname.split('/').slice(1)
    const seller = routes.get(slug)
    // The calls of the joint kit are below it.
    if (seller && place === 'saas') return seller.saas(request, response)
    if (seller?.license && url.pathname === `/${slug}/license`) return seller.license(request, response)
    if (seller && place === 'apps' && (await seller.app(request, response, url))) return
    if (seller?.people && place === 'people') return seller.people(request, response, url)
    const asset = assets[url.pathname]
    if (asset) return send(response, { body: asset.body, type: asset.type, cache: true })
    const language = readLanguage(url.searchParams, request.headers['accept-language'])
    if (url.pathname === '/')
      return send(response, { body: renderIndexPage(language, options.sellers, origin()) })
    send(response, { status: 404, body: renderMissingPage(language, url.pathname) })
  }
  await listen(server, options)
  const end = async (): Promise<void> => {
    await close(server)
    await Promise.all(shops.map((shop) => shop.close()))
  }
  const publicKeys = Object.fromEntries(
    shops.flatMap(({ config, publicKey }) => (publicKey === undefined ? [] : [[config.slug, publicKey]])),
  )
  return { port: portOf(server), publicKeys, close: end }
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#3a4fc4"/><path d="M10 17l4 4 8-10" fill="none" stroke="#fff" stroke-width="3"/></svg>'
const assets: Readonly<Record<string, { body: string; type: string }>> = {
  '/style.css': {
    body: readFileSync(join(import.meta.dirname, 'pages', 'style.css'), 'utf8'),
    type: 'text/css;charset=utf-8',
  },
  '/icon.svg': { body: icon, type: 'image/svg+xml' },
}

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
const portOf = (server: Server): number => (server.address() as AddressInfo).port

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
