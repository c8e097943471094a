import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import { createLicenseApi, LicenseApiError } from '../index.ts'
import type { LicenseApi, LicenseApiOptions } from '../index.ts'

const pair = { accessKeyId: 'AKEXAMPLE0000000001', secretKey: 'a-secret-of-tests' }
const root = '/api/mkp-openapi-public/global'

type Answer = { readonly status?: number; readonly body?: object; readonly breaks?: boolean }
type Asked = { readonly path: string; readonly type: string; readonly body: Buffer }

let market: Server
let origin: string
let asked: Asked[]
let answers: Answer[]

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A marketplace that verifies each signature over the bytes that it got. */
beforeEach(async () => {
  asked = []
  answers = []
  market = createServer((request, response) => {
    const { method = '', url: target = '', headers } = request
    void readAll(request).then((body) => {
      const read = readAkSk(headers.authorization)
      const signed = { method, target, headers, body }
      const verdict =
        read.ok &&
        verifyAkSk({ claim: read.claim, secretKey: pair.secretKey, request: signed, nowMs: Date.now() })
      const isSigned = verdict && verdict.ok && verdict.bodySigned
      asked.push({ path: target, type: headers['content-type'] ?? '', body })
      const { status = 200, body: told, breaks } = answers.shift() ?? { body: success }
      if (breaks) return request.socket.destroy()
      response.writeHead(isSigned ? status : 401, { 'content-type': 'application/json' })
      return response.end(JSON.stringify(isSigned ? told : unsigned))
    })
  })
  await new Promise<void>((resolve) => void market.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(market.address() as AddressInfo).port}`
})
afterEach(() => {
  market.closeAllConnections()
  market.close()
})

const success = { error_code: '92020000', error_msg: 'success' }
const unsigned = { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information' }
const info = {
  license_code: 'LIC-1',
  status: 'ALIVE',
  activate_time: '20260101000000',
  expire_time: '20270101000000',
  product_id: 'p-1',
  order_id: 'CS1',
  amount: 2,
  later: 'a new member',
}
const alive = {
  code: 'LIC-1',
  status: 'alive',
  activatedAtMs: Date.UTC(2026, 0, 1),
  expiresAtMs: Date.UTC(2027, 0, 1),
  productId: 'p-1',
  orderId: 'CS1',
  quantity: 2,
}
const api = (more: Partial<LicenseApiOptions> = {}): LicenseApi =>
  createLicenseApi({ origin, ...pair, waitMs: 1, ...more })
const bodies = (): unknown[] => asked.map(({ body }) => JSON.parse(body.toString()) as unknown)
const failure = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'no error',
    (error: unknown) => error,
  )

async function findClosedOrigin(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => void server.close(() => resolve()))
  return `http://127.0.0.1:${port}`
}

describe('The client of the APIs for licenses', () => {
  test('activates a code, from a start if one is given, and reads what it allows', async () => {
    const { license_code: _code, activate_time: _at, ...told } = info
    answers.push({ body: { ...success, data: { license_code_info: JSON.stringify(told) } } })

    const activated = await api().activate('LIC-1', { begunAtMs: Date.UTC(2026, 0, 2, 3, 4, 5) })
    await api().activateAll(['LIC-1', 'LIC-2'])

    const { activatedAtMs: _unknown, ...known } = alive
    expect(activated).toEqual({ ok: true, license: known })
    expect(asked.map(({ path }) => path)).toEqual([
      `${root}/v1/license/activate`,
      `${root}/v2/license/activate`,
    ])
    expect(bodies()).toEqual([
      { license: 'LIC-1', real_effect_time: '20260102030405' },
      { license_list: ['LIC-1', 'LIC-2'] },
    ])
  })

  test('queries codes, and reports who used them', async () => {
    answers.push({ body: { ...success, data: info } }, { body: { ...success, data: [info] } })

    expect(await api().query('LIC-1')).toEqual({ ok: true, license: alive })
    expect(await api().queryAll(['LIC-1'])).toEqual({ ok: true, licenses: [alive] })
    const usage = await api().reportUsage([
      { code: 'LIC-1', clientIds: ['设备 a b', 'c'] },
      { code: 'LIC-2', activeClients: 3 },
    ])

    expect(usage).toEqual({ ok: true })
    expect(bodies()[2]).toEqual({
      usage_info: [
        { license: 'LIC-1', software_usage_Info: [{ id: '设备 a b' }, { id: 'c' }] },
        { license: 'LIC-2', software_usage_Info: [{ active_num: 3 }] },
      ],
    })
  })

  test('uploads a text and a file, signed over the bytes of the form', async () => {
    answers.push({ body: { error_code: 'CBC.0000', error_msg: 'Success' } })
    answers.push({ body: { error_code: 'CBC.0000', error_msg: 'Success' } })
    const content = new Uint8Array([0, 13, 10, 45, 45, 255])

    expect(await api().upload('e-1', '许可 1')).toEqual({ ok: true })
    expect(await api().upload('e/2', { fileName: '许可 "1".lic', content })).toEqual({ ok: true })

    expect(asked.map(({ path }) => path)).toEqual([
      `${root}/v1/market-event/e-1/file`,
      `${root}/v1/market-event/e%2F2/file`,
    ])
    const [text, file] = await Promise.all(
      asked.map(({ body, type }) =>
        new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData(),
      ),
    )
    const head = async (form: FormData | undefined): Promise<unknown> => {
      const part = form?.get('isvUpdateFileReq')
      return JSON.parse(typeof part === 'string' ? part : ((await part?.text()) ?? '')) as unknown
    }
    expect(await head(text)).toEqual({ type: 'CHARACTERS', characters: '许可 1' })
    expect(await head(file)).toEqual({
      type: 'FILE',
      file_name: '许可 "1".lic',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    const sent = file?.get('file')
    expect(sent instanceof Blob && new Uint8Array(await sent.arrayBuffer())).toEqual(content)
  })

  test('waits longer for an upload than for a query, unless it is told how long', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')

    await api().activateAll(['LIC-1'])
    for (const client of [api(), api({ timeoutMs: 7_000 })]) {
      answers.push({ body: { error_code: 'CBC.0000', error_msg: 'Success' } })
      await client.upload('e-1', 'x')
    }

    expect(timeout.mock.calls).toEqual([[4_000], [60_000], [7_000]])
    timeout.mockRestore()
  })

  test.each([
    ['92020003', 200, 'wrongState'],
    ['92020004', 200, 'notCollected'],
    ['92020005', 200, 'unknown'],
    ['95000001', 400, 'invalid'],
  ])('returns the refusal %s as a value, without another try', async (marketCode, status, code) => {
    answers.push({ status, body: { error_code: marketCode, error_msg: 'why' } })

    expect(await api().activate('LIC-1')).toEqual({ ok: false, code, marketCode, message: 'why' })

    expect(asked).toHaveLength(1)
  })

  test.each([
    ['91381034', 200, 'applicationUnknown'],
    ['91381038', 200, 'denied'],
    ['CBC.0150', 403, 'forbidden'],
  ])('returns the refusal %s of an upload as a value', async (marketCode, status, code) => {
    answers.push({ status, body: { error_code: marketCode, error_msg: 'why' } })

    expect(await api().upload('e-1', 'x')).toMatchObject({ ok: false, code, marketCode })
  })

  test('never tries again with a key that was refused', async () => {
    const error = await failure(api({ secretKey: 'another' }).query('LIC-1'))

    expect(error).toBeInstanceOf(LicenseApiError)
    expect(error).toMatchObject({ code: 'unauthenticated', marketCode: 'APIGW.0301', isByGateway: true })
    expect(asked).toHaveLength(1)
  })

  test.each([
    { breaks: true },
    { status: 500, body: { error_code: '92020001', error_msg: 'internal error' } },
    { status: 502, body: { what: 'ever' } },
  ])('repeats a query after %o, but not an activation that may have happened', async (answer) => {
    answers.push(answer, { body: { ...success, data: info } })
    expect(await api().query('LIC-1')).toMatchObject({ ok: true })
    expect(asked).toHaveLength(2)

    answers.push(answer)
    const error = await failure(api().activate('LIC-1'))

    expect(error).toMatchObject({ mayHaveHappened: true })
    expect(asked).toHaveLength(3)
  })

  test('goes to the second host if the first cannot be reached, or asks to slow down, for each request', async () => {
    answers.push({ status: 429, body: { error_code: 'APIGW.0308', error_msg: 'throttled' } })
    const closed = await findClosedOrigin()

    const client = api({ origin: closed, retryOrigin: origin, tries: 4 })
    await client.activateAll(['LIC-1'])

    // The first host, the second one, which is throttled, the first and the second again.
    expect(asked).toHaveLength(2)
    const error = await failure(api({ origin: closed }).activate('LIC-1'))
    expect(error).toMatchObject({ code: 'unreachable', isUnsent: true, mayHaveHappened: false })
  })

  test('refuses what the marketplace would refuse, without naming the code', async () => {
    const client = api()
    const secret = 'S'.repeat(65)

    for (const asking of [
      client.activate(secret),
      client.activateAll([]),
      client.queryAll(Array.from({ length: 101 }, () => 'LIC')),
      client.reportUsage([{ code: 'LIC', activeClients: 1.5 }]),
      client.upload('', 'x'),
      client.upload('e-1', 'x'.repeat(1_025)),
    ]) {
      const error = await failure(asking)
      expect(error).toBeInstanceOf(TypeError)
      expect((error as Error).message).not.toContain(secret)
    }
    expect(asked).toEqual([])
  })

  test('does not begin with options that are wrong', () => {
    expect(() => api({ origin: 'https://mkt.example/path' })).toThrow('createLicenseApi: origin')
    expect(() => api({ secretKey: '' })).toThrow('createLicenseApi: secretKey is missing.')
  })
})
