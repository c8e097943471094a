import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SsoSession } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'
import type { NodeListener } from '@loggia/seller/node'
import { openApp } from './app.ts'
import type { App } from './app.ts'
import type { Config } from './config.ts'
import { renderNotice, renderRoster, renderSignIn } from './pages.ts'

export type ServerOptions = Config & { readonly now: () => number; readonly log: (line: string) => void }
export type RunningServer = {
  readonly port: number
  /** Of the app credential, as PEM. */
  readonly publicKey: string
  close(): Promise<void>
}

/** Starts the application on this machine. Resolves when it listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  // The port is in the callback address, and is known only now.
  let listener: NodeListener = (_, response) => void response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const app = openApp({ ...options, publicUrl: options.publicUrl ?? `http://127.0.0.1:${port}` })
  listener = listenerOf(app, options.log)
  return {
    port,
    publicKey: app.publicKey,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await app.close()
    },
  }
}

/** First the calls of the marketplace, then sign-ins, then the pages. */
function listenerOf(app: App, log: (line: string) => void): NodeListener {
  const pages: NodeListener = (request, response) =>
    void showPage(app, request, response).catch((error: unknown) => {
      log(`failed: ${error instanceof Error ? error.message : String(error)}`)
      send(response, 500, renderNotice('Something went wrong.'))
    })
  const otherwise = app.sessions ? createNodeListener(app.sessions, { otherwise: pages }) : pages
  return createNodeListener(app.seller, { path: '/saas', otherwise })
}

async function showPage(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://app.example')
  if (app.sessions === undefined)
    return send(
      response,
      503,
      renderNotice('APP_ID is not set: create the app credential, then start the app again.'),
    )
  if (url.pathname === '/sign-in') return startSignIn(app, url, response)
  const session = await app.sessions.find(request)
  if (session) return send(response, 200, renderRoster(session, await readNames(app, session)))
  send(response, 200, renderSignIn({ returnTo: url.pathname + url.search }))
}

/** The marketplace has told the code of each company; the sign-in knows companies by their ID. */
async function startSignIn(app: App, { searchParams }: URL, response: ServerResponse): Promise<void> {
  const returnTo = searchParams.get('returnTo') ?? '/'
  const company = await app.findCompany(searchParams.get('company')?.trim() ?? '')
  if (!company)
    return send(response, 404, renderSignIn({ returnTo, wrong: 'No company with this code uses the app.' }))
  const { tenantId: tenant, instanceId: instance } = company
  const query = new URLSearchParams({ tenant, instance, returnTo })
  response.writeHead(303, { location: `/sso/start?${query.toString()}`, 'cache-control': 'no-store' }).end()
}

async function readNames(
  { directory }: App,
  { tenantId, instanceId = '', person }: SsoSession,
): Promise<{ department: string; company: string }> {
  const of = { tenantId, instanceId }
  const departments = await directory.listDepartments(of)
  return {
    department: departments.find(({ code }) => code === person.departmentCode)?.name ?? person.departmentCode,
    company: (await directory.findTenant(of))?.name ?? '',
  }
}

/** Without `form-action`: sign-in and sign-out are forms that lead to the marketplace. */
function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html;charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}
