import { gatewayCodes } from '@loggia/protocol/orders'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import type { MarketOptions } from '../open-apis/market-client.ts'

const pair = {
  accessKeyId: 'TESTMARKETPLACE00000',
  secretKey: 'the secret key of a test marketplace 000',
}

/** Answers a request whose signature was verified; undefined if there is no such API. */
type Serve = (asked: {
  readonly url: URL
  readonly init: RequestInit
}) => Promise<Response> | Response | undefined

/**
 * Creates the options of clients of the open APIs, which answer as at the real marketplace: signed with AK and SK, and
 * over `fetch`. No request leaves the process.
 */
export function createTestOpenApis(now: () => number, serve: Serve): MarketOptions {
  async function ask(address: string, init: RequestInit): Promise<Response> {
    const url = new URL(address)
    const headers = { ...Object.fromEntries(new Headers(init.headers)), host: url.host }
    const body = (init.body ?? '') as string | Uint8Array
    const request = { method: init.method ?? 'GET', target: url.pathname + url.search, headers, body }
    const read = readAkSk(new Headers(init.headers).get('authorization') ?? undefined)
    if (!read.ok || read.claim.accessKeyId !== pair.accessKeyId) return refuseByGateway('APIGW.0301')
    const { secretKey } = pair
    const verdict = verifyAkSk({ claim: read.claim, secretKey, request, nowMs: now() })
    if (!verdict.ok) return refuseByGateway('APIGW.0301')
    return (await serve({ url, init })) ?? refuseByGateway('APIGW.0101')
  }
  return { origin: 'https://market.example', ...pair, now, fetch: ask }
}

/** An answer with JSON. */
export const answerWith = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function refuseByGateway(code: keyof typeof gatewayCodes): Response {
  const { status, message } = gatewayCodes[code]
  return answerWith(status, { error_code: code, error_msg: message, request_id: 'test' })
}
