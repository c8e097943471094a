import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a seller was told over the joint kit: `authSync`, and how many people or departments it is about. */
export type Told = { readonly interface: string; readonly flag: unknown; readonly items: number }
export type KitSeller = {
  readonly url: string
  /** What it has taken over. */
  readonly told: readonly Told[]
  /** The whole of what it took over last by this interface, of this company. */
  findLast(name: string, tenantId: string): Readonly<Record<string, unknown>> | undefined
  /** Refuses these interfaces from now on. */
  fail(...interfaces: readonly string[]): void
  close(): void
}

const sizeOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0)

/** A seller's server of the joint kit V2.0, which need not sign what it answers. */
export async function startKitSeller(): Promise<KitSeller> {
  const told: Told[] = []
  const last = new Map<string, Readonly<Record<string, unknown>>>()
  let failing: readonly string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = new URL(request.url ?? '', 'http://kit.invalid').pathname.split('/').at(-1) ?? ''
    const body = JSON.parse((await text(request)) || '{}') as Readonly<Record<string, unknown>>
    const isFailing = failing.includes(name)
    if (!isFailing) {
      told.push({
        interface: name,
        flag: body['flag'],
        items: sizeOf(body['userList']) + sizeOf(body['orgInfoList']),
      })
      last.set(`${name} ${String(body['tenantId'])}`, body)
    }
    const reply = isFailing
      ? { resultCode: '000005', resultMsg: '用户库正在维护 · The user store is under maintenance' }
      : { resultCode: '000000', resultMsg: 'success.' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  // Programs end without closing it.
  server.unref()
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told,
    findLast: (name, tenantId) => last.get(`${name} ${tenantId}`),
    fail: (...interfaces) => void (failing = interfaces),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
