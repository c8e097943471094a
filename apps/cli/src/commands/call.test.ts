import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readQuery, sealField, signBody, verifySaasV1, verifySaasV2 } from '@loggia/signing'
import { runLine, testNowMs } from '../line-in-test.ts'
import type { Ran } from '../line-in-test.ts'

const accessKey = 'seller-key-1'
type Asked = { readonly request: IncomingMessage; readonly body: Buffer }

let seen: Asked[]
let answer: (response: ServerResponse) => void
let server: Server
let url: string

beforeEach(async () => {
  seen = []
  answer = (response) => reply(response, '{"resultCode":"000000","resultMsg":"success."}')
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      seen.push({ request, body })
      answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
})
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())))

function reply(
  response: ServerResponse,
  body: string,
  headers: Record<string, string | string[]> = {},
): void {
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Body-Sign': signBody(accessKey, body),
      ...headers,
    })
    .end(body)
}

const call = (...words: string[]): Promise<Ran> => runLine(tmpdir(), ['call', url, '-k', accessKey, ...words])
const queryIn = ({ request }: Asked): string => (request.url ?? '').replace(/^[^?]*\?/, '')

describe('a call', () => {
  test('of V2.0 is signed, and is printed with the reply and what it comes to', async () => {
    answer = (response) => reply(response, '{"resultCode":"000000","instanceId":"i-1"}')

    const { code, out } = await call('-p', 'saas-v2', '-a', 'newInstance', 'orderId=CS1')

    const [asked] = seen as [Asked]
    const query = Object.fromEntries(readQuery(queryIn(asked)).map(({ name, value }) => [name, value]))
    const verdict = await verifySaasV2({ accessKey, query, body: asked.body, nowMs: testNowMs })
    expect(verdict).toEqual({ ok: true, over: 'raw' })
    expect(JSON.parse(asked.body.toString())).toMatchObject({ orderId: 'CS1', testFlag: '1' })
    expect(code).toBe(0)
    expect(out).toMatch(/^POST http.*\n.*\n.*\n\n\{"activity":"newInstance"/)
    expect(out).toMatch(/\nHTTP 200 after \d+ ms\nContent-Type: application\/json\nBody-Sign: /)
    expect(out).toMatch(/\n\{"resultCode":"000000","instanceId":"i-1"\}\n\n.*confirmed success\.\n$/)
  })

  test('of V1.0 is a query, and succeeds with a Body-Sign only', async () => {
    const line = ['-p', 'saas-v1', '-a', 'releaseInstance', 'instanceId=i-1']

    const signed = await call(...line)
    answer = (response) => reply(response, '{"resultCode":"000000"}', { 'Body-Sign': '' })
    const unsigned = await call(...line)

    const [asked] = seen as [Asked]
    expect(asked.request.method).toBe('GET')
    expect(verifySaasV1({ accessKey, query: queryIn(asked) })).toEqual({ ok: true })
    expect(signed.code).toBe(0)
    expect(unsigned.code).toBe(1)
    expect(unsigned.out).toContain('has no Body-Sign header')
  })

  test('of an order notification needs no activity', async () => {
    const { code } = await call('-p', 'order-notification')

    expect(code).toBe(0)
    expect(seen[0]?.body.toString()).toContain('"activity":"orderNotify"')
  })

  test('is told as JSON', async () => {
    const { out } = await call('-p', 'saas-v2', '-a', 'releaseInstance', 'instanceId=i', '--json')

    expect(JSON.parse(out)).toMatchObject({
      request: { method: 'POST', proof: { timestamp: String(testNowMs) } },
      reply: { status: 200, body: '{"resultCode":"000000","resultMsg":"success."}' },
      verdict: { code: 'succeeded' },
      notes: [],
    })
  })

  test('sends bytes of one’s own, and parameters that no table has', async () => {
    const given = { stdin: '{ "activity": "nothing" }' }
    await runLine(tmpdir(), ['call', url, '-k', accessKey, '-p', 'saas-v2', '-b', '-'], given)
    await call('-p', 'saas-v1', '-a', 'queryInstance', 'activity=odd', 'x=', '--as-is')

    expect(seen[0]?.body.toString()).toBe(given.stdin)
    expect(queryIn(seen[1] as Asked)).toMatch(/^activity=odd&timeStamp=\d{17}&x=&authToken=/)
  })
})

describe('what comes back is judged as the marketplace judges it', () => {
  test.each<[string, string[], string, number, RegExp]>([
    [
      'an opening that takes its time',
      ['-p', 'saas-v2', '-a', 'newInstance'],
      '{"resultCode":"000004","instanceId":"i"}',
      0,
      /still processing/,
    ],
    [
      'the same in V1.0',
      ['-p', 'saas-v1', '-a', 'newInstance'],
      '{"resultCode":"000004","instanceId":"i"}',
      0,
      /still processing/,
    ],
    [
      'the same without an instance',
      ['-p', 'saas-v1', '-a', 'newInstance'],
      '{"resultCode":"000004"}',
      1,
      /refused with result code 000004/,
    ],
    [
      'a refusal',
      ['-p', 'saas-v2', '-a', 'newInstance'],
      '{"resultCode":"000106","resultMsg":"none left"}',
      1,
      /000106 and the message “none left”/,
    ],
    [
      'a code that no table has',
      ['-p', 'order-notification'],
      '{"resultCode":"000777"}',
      1,
      /the protocol does not define this code/,
    ],
    ['no instance', ['-p', 'saas-v2', '-a', 'newInstance'], '{"resultCode":"000000"}', 1, /no instanceId/],
  ])('%s', async (_, words, body, due, sentence) => {
    answer = (response) => reply(response, body)

    const { code, out } = await call(...words)

    expect(code).toBe(due)
    expect(out).toMatch(sentence)
  })

  test('a refusal in V1.0 that is not signed is heard, and access data that do not open are named', async () => {
    answer = (response) => reply(response, '{"resultCode":"000100"}', { 'Body-Sign': 'x' })
    const refused = await call('-p', 'saas-v1', '-a', 'newInstance')
    const userName = sealField({
      accessKey: 'another',
      bits: 256,
      iv: 'AbCdEfGhIjKlMnOp',
      plaintext: 'admin',
    })
    const appInfo = { frontEndUrl: 'https://app.example', userName }
    answer = (response) => reply(response, JSON.stringify({ resultCode: '000000', instanceId: 'i', appInfo }))
    const sealed = await call('-p', 'saas-v1', '-a', 'newInstance')

    expect(refused.out).toMatch(/result code 000100[^]*Body-Sign header cannot be read/)
    expect(sealed.code).toBe(0)
    expect(sealed.out).toContain('appInfo.userName cannot be decrypted with this key')
  })

  test('a Body-Sign that V2.0 does not demand and that does not hold is told, and is no fault', async () => {
    answer = (response) => reply(response, '{"resultCode":"000000"}', { 'Body-Sign': signBody('x', 'y') })

    const { code, out } = await call('-p', 'saas-v2', '-a', 'releaseInstance', 'instanceId=i')

    expect(code).toBe(0)
    expect(out).toContain('not required here and is wrong')
  })
})

describe('without a whole reply', () => {
  test('too long is a no', async () => {
    answer = () => undefined

    const { code, out } = await call('-p', 'order-notification', '--limit', '0.2')
    ;(server as Server & { closeAllConnections: () => void }).closeAllConnections()

    expect(code).toBe(1)
    expect(out).toContain('The call timed out after 0.2 s while waiting for the response')
  })

  test('a closed connection and what is no HTTP are a no', async () => {
    answer = (response) => response.destroy()
    const closed = await call('-p', 'order-notification')
    const odd = createTcpServer((socket) => void socket.end('SSH-2.0-odd\r\n'))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}/`
    const noHttp = await call('-p', 'order-notification')
    odd.close()

    expect(closed).toMatchObject({
      code: 1,
      out: expect.stringContaining('closed it without a response') as string,
    })
    expect(noHttp).toMatchObject({ code: 1, out: expect.stringContaining('not valid HTTP/1.1') as string })
  })

  test.each([
    ['a server that is not there', ['http://127.0.0.1:1/', '-p', 'order-notification'], /cannot be reached/],
    ['an address that is none', ['seller', '-p', 'order-notification'], /URL must start with http/],
    ['no activity', ['http://127.0.0.1:1/', '-p', 'saas-v2'], /--activity must be one of newInstance/],
    [
      'an activity of another protocol',
      ['http://127.0.0.1:1/', '-p', 'saas-v1', '-a', 'upgradeInstance'],
      /has no/,
    ],
    ['no protocol', ['http://127.0.0.1:1/'], /protocol/],
    ['a body for V1.0', ['http://127.0.0.1:1/', '-p', 'saas-v1', '-b', 'x.json'], /has no body/],
    [
      'no limit',
      ['http://127.0.0.1:1/', '-p', 'order-notification', '--limit', '0'],
      /--limit must be a number/,
    ],
  ])('it could not be run with %s', async (_, words, why) => {
    const { code, err } = await runLine(tmpdir(), ['call', ...words, '-k', 'k'])

    expect(code).toBe(2)
    expect(err).toMatch(why)
  })
})
