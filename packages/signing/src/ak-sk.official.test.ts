import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { GlobalCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/GlobalCredentials.js'
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js'
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readAkSk, verifyAkSk } from './ak-sk.ts'
import type { AkSkVerdict } from './ak-sk.ts'

const secretKey = 'SKexample/secret+0123456789abcdefghijklmn'

let server: Server
let client: HcClient
/** The verdict on the last request, and its target. */
let judged: { target: string; verdict: AkSkVerdict } | undefined

async function judge(request: IncomingMessage): Promise<AkSkVerdict> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const body = Buffer.concat(parts)
  const read = readAkSk(request.headers.authorization)
  if (!read.ok) return read
  const { method = '', url: target = '', headers } = request
  return verifyAkSk({
    claim: read.claim,
    secretKey,
    request: { method, target, headers, body },
    nowMs: Date.now(),
  })
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void judge(request).then((verdict) => {
      judged = { target: request.url ?? '', verdict }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const endpoints = [`http://127.0.0.1:${(server.address() as AddressInfo).port}`]
  const credentials = new GlobalCredentials().withAk('AKEXAMPLE0000000001').withSk(secretKey)
  client = new HcClient(new DefaultHttpClient({}, endpoints))
    .withEndpoints(endpoints)
    .withCredential(credentials)
})

afterAll(() => {
  server.close()
})

const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
// The client removes dot segments, and what follows the end of a path, after it has signed them.
const segment = name.filter((one) => !/^\.{1,2}$|[?#\\/\t\r\n%]/.test(one))
/** The client also removes spaces and control characters from the end of an address that it has signed. */
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .filter((segments) => (segments.at(-1) ?? '').slice(-1) > ' ')
const value = fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.integer())
const json = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.array(text), fc.constant(null)))

const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  path,
  queryParams: fc.dictionary(name, value, { maxKeys: 5 }),
  data: fc.option(json, { nil: undefined }),
  headers: fc.record({ 'X-Stage': fc.constantFrom('RELEASE', 'TEST', '') }, { requiredKeys: [] }),
})

test('what the official Node signer sends is accepted, 1,000 times', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, queryParams, data, headers }) => {
      judged = undefined

      await client.sendRequest({
        url: `/${path.join('/')}`,
        method,
        headers: { ...headers },
        contentType: 'application/json',
        pathParams: {},
        queryParams,
        data,
      } as unknown as Parameters<HcClient['sendRequest']>[0])

      expect(judged).toMatchObject({ verdict: { ok: true, bodySigned: true } })
    }),
    { numRuns: 1000 },
  )
})
