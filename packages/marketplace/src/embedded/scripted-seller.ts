import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the seller received it. */
export type SellerRequest = {
  readonly activity: string
  readonly members: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: string
}
/** A JSON answer, or what the seller does to the connection itself. */
export type SellerReply = Readonly<Record<string, unknown>> | ((response: ServerResponse) => void)
/** A seller's server for tests of services: every answer is scripted, every request is kept. */
export type ScriptedSeller = {
  readonly url: string
  readonly requests: readonly SellerRequest[]
  /** The most requests that were open at once. */
  readonly peak: () => number
  /** What it answers from now on. */
  answer(script: (request: SellerRequest) => SellerReply | Promise<SellerReply>): void
  /** The requests of one activity. */
  of(activity: string): SellerRequest[]
  close(): Promise<void>
}

/** Opens every order at once, under the id `i-<order line>`. */
export const openAtOnce = (request: SellerRequest): SellerReply => {
  if (request.activity === 'newInstance')
    return { resultCode: '000000', resultMsg: 'success.', instanceId: `i-${request.members.orderLineId}` }
  if (request.activity !== 'queryInstance') return { resultCode: '000000' }
  const appInfo = {
    frontEndUrl: 'https://app.seller.example',
    userName: 'admin',
    password: 'canary-initial-password',
  }
  return { resultCode: '000000', info: [{ instanceId: request.members.instanceId, appInfo }] }
}

export async function openScriptedSeller(): Promise<ScriptedSeller> {
  let script: (request: SellerRequest) => SellerReply | Promise<SellerReply> = openAtOnce
  const requests: SellerRequest[] = []
  let open = 0
  let most = 0
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    most = Math.max(most, (open += 1))
    response.once('close', () => (open -= 1))
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const members = JSON.parse(body) as Record<string, string>
    const query = Object.fromEntries(new URL(incoming.url ?? '/', 'http://seller').searchParams)
    const request = { activity: members.activity ?? '', members, query, body }
    requests.push(request)
    const reply = await script(request)
    if (typeof reply === 'function') return reply(response)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  }
  const server = createServer((incoming, response) => void serve(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`,
    requests,
    peak: () => most,
    answer: (next) => void (script = next),
    of: (activity) => requests.filter((request) => request.activity === activity),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
