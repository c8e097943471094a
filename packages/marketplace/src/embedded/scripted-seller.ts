import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findKitCall } from '@loggia/protocol/kit'
import { sealField, signBody } from '@loggia/signing'

/** A request as the seller received it. */
export type SellerRequest = {
  /** A member of the request, or the last part of the path in the joint kit. */
  readonly activity: string
  /** From the body, or from the query of a GET. */
  readonly members: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: string
  /** The query string as sent. */
  readonly search: string
}
/** A request with what only some protocols use of HTTP. */
type HeardRequest = SellerRequest & { readonly path: string; readonly headers: IncomingHttpHeaders }
/** A JSON answer, or a function that acts on the response itself. */
export type SellerReply = Readonly<Record<string, unknown>> | ((response: ServerResponse) => void)
/** A seller's server for tests of services: answers are scripted, requests are recorded. */
export type ScriptedSeller = {
  readonly url: string
  readonly requests: readonly HeardRequest[]
  /** The highest number of concurrent requests. */
  readonly peak: () => number
  /** Sets the script for later requests. */
  answer(script: (request: SellerRequest) => SellerReply | Promise<SellerReply>): void
  /** Signs later replies with this key, as SaaS V1.0 requires. */
  signWith(accessKey: string): void
  /** The requests of one activity. */
  of(activity: string): HeardRequest[]
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

/** The same for SaaS V1.0, under the id `i-<order>`, with sealed account data. */
export const openAtOnceV1 =
  (accessKey: string) =>
  ({ activity, members }: SellerRequest): SellerReply => {
    if (activity !== 'newInstance') return { resultCode: '000000', resultMsg: 'success.' }
    const sealText = (plaintext: string): string =>
      sealField({ accessKey, bits: 256, iv: 'AbCdEfGhIjKlMnOp', plaintext })
    return {
      resultCode: '000000',
      resultMsg: 'success.',
      encryptType: '1',
      instanceId: `i-${members.orderId}`,
      appInfo: {
        frontEndUrl: 'https://app.seller.example',
        userName: sealText('admin'),
        password: sealText('canary-initial-password'),
      },
    }
  }

function membersOf(method: string | undefined, query: Record<string, string>, body: string) {
  return method === 'GET' ? query : (JSON.parse(body) as Record<string, string>)
}

export async function openScriptedSeller(): Promise<ScriptedSeller> {
  let script: (request: SellerRequest) => SellerReply | Promise<SellerReply> = openAtOnce
  const requests: HeardRequest[] = []
  let signingKey: string | undefined
  let open = 0
  let most = 0
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    most = Math.max(most, (open += 1))
    response.once('close', () => (open -= 1))
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const { pathname: path, search, searchParams } = new URL(incoming.url ?? '/', 'http://seller')
    const query = Object.fromEntries(searchParams)
    const members = membersOf(incoming.method, query, body)
    const activity = members.activity ?? findKitCall(path)?.activity ?? ''
    const { headers } = incoming
    const request = { activity, path, headers, members, query, body, search }
    requests.push(request)
    const reply = await script(request)
    if (typeof reply === 'function') return reply(response)
    const answer = JSON.stringify(reply)
    const proof = signingKey === undefined ? {} : { 'Body-Sign': signBody(signingKey, answer) }
    response.writeHead(200, { 'content-type': 'application/json', ...proof }).end(answer)
  }
  const server = createServer((incoming, response) => void serve(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`,
    requests,
    peak: () => most,
    answer: (next) => void (script = next),
    signWith: (accessKey) => void (signingKey = accessKey),
    of: (activity) => requests.filter((request) => request.activity === activity),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
