import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { createNodeListener } from '@loggia/seller/node'
import type { LicenseApi } from '@loggia/seller'
import { createLicenseSeller } from './seller.ts'
import type { LicenseSellerOptions } from './seller.ts'

export type RunningServer = { readonly port: number; close(): Promise<void> }

/**
 * Serves the marketplace at `/license`, and the seller's own software at `/software/…`: the secret of the API key stays
 * here, and is on no buyer's machine.
 */
export async function startServer(options: LicenseSellerOptions & { port: number }): Promise<RunningServer> {
  mkdirSync(options.dataFolder, { recursive: true })
  const { seller, licenses } = createLicenseSeller(options)
  const market = createNodeListener(seller, { path: '/license' })
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/software/')) return market(request, response)
    serveSoftware(licenses, request).then(
      (body) => sendJson(response, 200, body),
      () => sendJson(response, 503, { error: 'try again later' }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await seller.close()
    },
  }
}

const mostBodyBytes = 1_000

/** What the software asks: once at its installation, and at its first start of each day. */
async function serveSoftware(licenses: LicenseApi, request: IncomingMessage): Promise<object> {
  const { 'content-length': length = Infinity } = request.headers
  if (Number(length) > mostBodyBytes) return { ok: false, code: 'invalid' }
  const { code } = (await json(request)) as { readonly code?: unknown }
  if (typeof code !== 'string') return { ok: false, code: 'invalid' }
  switch (`${request.method} ${request.url}`) {
    case 'POST /software/activation':
      return licenses.activate(code)
    case 'POST /software/check':
      return licenses.query(code)
    default:
      return { ok: false, code: 'invalid' }
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
