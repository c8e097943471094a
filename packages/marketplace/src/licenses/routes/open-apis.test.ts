import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { licensePaths, mostInBatch, writeUploadPath } from '@loggia/protocol/license/open-apis'
import { signAkSk } from '@loggia/signing'
import { openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { createMarketplaceHttp } from '../../http.ts'
import { buyLicense, collectCode } from '../testing/bought.ts'
import type { BoughtLicense } from '../testing/bought.ts'

type Pair = { readonly accessKeyId: string; readonly secretKey: string }
let world: World
let server: FastifyInstance
let files: string
let sellerServer: ScriptedSeller
let host: string

beforeAll(async () => {
  world = await openWorld()
  files = await mkdtemp(join(tmpdir(), 'loggia-license-apis-'))
  sellerServer = await openScriptedSeller()
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: () => '',
    browserFiles: files,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  host = `127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await server.close()
  await sellerServer.close()
  await world.close()
  await rm(files, { recursive: true, force: true })
})

type Sent = {
  readonly method?: string
  readonly type?: string
  readonly body?: string | Buffer
  /** What the signature covers in place of the body. */
  readonly signed?: string
}

/** Sends a signed request over a connection, as a seller's software does. */
async function send(path: string, as: Pair, { method = 'POST', type, body, signed }: Sent) {
  const headers = { host, ...(type && { 'content-type': type }) }
  const signature = signAkSk({
    ...as,
    request: { method, target: path, headers, body: signed ?? body ?? '' },
    timeMs: Date.now(),
  })
  const reply = await fetch(`http://${host}${path}`, {
    method,
    headers: { ...headers, ...signature.headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  const answer = (await reply.json()) as Record<string, unknown>
  return { status: reply.status, headers: reply.headers, answer, code: answer['error_code'] }
}
const ask = (path: string, as: Pair, body: unknown) =>
  send(path, as, { type: 'application/json', body: JSON.stringify(body) })

const keyOf = (it: Pick<BoughtLicense, 'seller'>): Promise<Pair> =>
  world.market.openApi.makeKey(it.seller, 'license service')
const { activate, activateAll, query, queryAll, reportUsage } = licensePaths

describe('R76: codes', () => {
  test('are activated once, queried, and their use is reported', async () => {
    const it = await collectCode(world, 'license_code', { quantity: 2 })
    const as = await keyOf(it)
    const license = it.code

    expect((await ask(query, as, { license })).code).toBe('92020011')
    expect((await ask(reportUsage, as, usageOf(license))).code).toBe('92020020')
    await world.advance(fromDays(1))
    const real_effect_time = toIso(world.clock.now()).replaceAll(/[-:T]|\.\d+Z/g, '')
    const both = await Promise.all([
      ask(activate, as, { license, real_effect_time }),
      ask(activate, as, { license, real_effect_time }),
    ])

    expect(both.map(({ code }) => String(code)).toSorted()).toEqual(['92020000', '92020003'])
    const won = both.find(({ code }) => code === '92020000')?.answer['data'] as { license_code_info: string }
    expect(JSON.parse(won.license_code_info)).toEqual({
      status: 'ALIVE',
      expire_time: expect.stringMatching(/^2026122\d\d{6}$/),
      product_id: expect.any(String),
      order_id: (await it.order()).number,
      amount: 2,
    })
    expect(await ask(query, as, { license, heartbeatInfo: { ip: '192.0.2.1' } })).toMatchObject({
      status: 200,
      answer: {
        error_msg: 'success',
        data: { license_code: license, status: 'ALIVE', activate_time: real_effect_time },
      },
    })
    expect((await ask(reportUsage, as, usageOf(license))).code).toBe('92020000')
    expect(await it.orderState()).toBe('completed')
  })

  const usageOf = (license: string) => ({
    usage_info: [{ license, software_usage_Info: [{ id: 'one' }, { active_num: 3 }] }],
  })

  test('in batches hold as a whole', async () => {
    const it = await collectCode(world)
    const as = await keyOf(it)
    const { code: test } = await world.market.licenses.makeTestCode({ actor: it.seller }, it.productId)
    const all = (...codes: string[]) => ({ license_list: codes })

    expect((await ask(activateAll, as, all(it.code, 'AAAAA'))).code).toBe('92020020')
    expect(await it.state()).toBe('collected')
    expect((await ask(activateAll, as, all(it.code, test))).answer).toEqual({
      error_code: '92020000',
      error_msg: 'success',
    })
    expect((await ask(queryAll, as, all(it.code, 'AAAAA'))).code).toBe('92020020')
    const { answer } = await ask(queryAll, as, all(it.code, test))
    expect(answer['data']).toMatchObject([
      { license_code: it.code, status: 'ALIVE' },
      { license_code: test, status: 'ALIVE' },
    ])
    const [used] = await world.market.licenses.listTestCodes(it.seller, it.productId)
    expect([used?.activatedAt, used?.checkedAt]).toEqual([world.clock.now(), world.clock.now()])
  })

  test('of other sellers are unknown, and so are those that are not seen or too early', async () => {
    const it = await collectCode(world)
    const unseen = await buyLicense(world, { flow: 'license_code' })
    const { text: hidden } = await world.market.licenses.openAsSeller(unseen.seller, unseen.id)
    const [own, other] = [await keyOf(it), await keyOf(unseen)]
    const license = it.code

    expect((await ask(activate, other, { license })).answer).toEqual({
      error_code: '92020005',
      error_msg: 'license code notexist',
    })
    expect((await ask(query, other, { license })).code).toBe('92020005')
    expect((await ask(activate, other, { license: hidden })).code).toBe('92020004')
    expect((await ask(activate, own, { license, real_effect_time: '20200101000000' })).code).toBe('92020002')
    expect(await it.state()).toBe('collected')
  })
})

describe('requests that reach no API', () => {
  let it: Awaited<ReturnType<typeof collectCode>>
  let as: Pair
  beforeAll(async () => {
    it = await collectCode(world)
    as = await keyOf(it)
  })
  const long = 'x'.repeat(65)

  test.each([
    ['a member that is missing', activate, {}],
    ['a code that is too long', activate, { license: long }],
    ['a time that is none', activate, { license: 'A', real_effect_time: '20261399000000' }],
    ['an empty batch', activateAll, { license_list: [] }],
    ['too large a batch', queryAll, { license_list: Array.from({ length: mostInBatch + 1 }, () => 'A') }],
    [
      'a use with both members',
      reportUsage,
      { usage_info: [{ license: 'A', software_usage_Info: [{ id: 'a', active_num: 1 }] }] },
    ],
    ['null', query, null],
  ])('%s: 95000001, without what was sent', async (_what, path, body) => {
    const { status, code, answer } = await ask(path, as, body)

    expect([status, code]).toEqual([400, '95000001'])
    expect(JSON.stringify(answer)).not.toContain(long)
  })

  test.each([
    [405, '95000002', { method: 'GET' }],
    [405, '95000002', { method: 'PUT', type: 'application/json', body: '{}' }],
    [415, '95000003', { type: 'text/plain', body: '{"license":"A"}' }],
    [415, '95000003', {}],
    [400, '95000004', { type: 'application/json', body: '{"license":' }],
    [400, '95000004', { type: 'application/json; charset=utf-8', body: Buffer.from([0x22, 0xff, 0x22]) }],
  ] as const)('%i and %s: %j', async (status, code, sent) => {
    expect(await send(activate, as, sent)).toMatchObject({ status, code })
  })

  test('nothing is told without a signature that fits, and a stranger locks out no seller', async () => {
    const wrong = { ...as, secretKey: 'another' }
    for (let i = 0; i < 7; i += 1)
      expect(await ask(activate, wrong, { license: it.code })).toMatchObject({
        status: 401,
        code: 'APIGW.0301',
      })

    // The address is shut out, and not the key: from another one it is admitted.
    const target = query
    const body = JSON.stringify({ license: it.code })
    const headers = { host: 'market.example', 'content-type': 'application/json' }
    const request = { method: 'POST', target, headers, body }
    const admission = await world.market.openApi.admit(
      { ...request, headers: { ...headers, ...signAkSk({ ...as, request, timeMs: Date.now() }).headers } },
      '198.51.100.7',
    )
    expect(admission).toEqual({ admitted: true, sellerId: it.seller.sellerId })
    const reply = await fetch(`http://${host}${activate}`, { method: 'POST', body })
    expect(reply.status).toBe(401)
  })
})

const all = { main: true, grants: [] }
const boundary = 'x-boundary-7'
type Part = { readonly name: string; readonly content: string | Buffer; readonly fileName?: string }
const multipart = (parts: readonly Part[]): Sent => ({
  type: `multipart/form-data; boundary=${boundary}`,
  body: Buffer.concat([
    ...parts.flatMap(({ name, content, fileName }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName ? `; filename="${fileName}"` : ''}\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]),
})
const described = (value: object): Part => ({ name: 'isvUpdateFileReq', content: JSON.stringify(value) })

describe('R242: the upload of a license', () => {
  async function applied() {
    sellerServer.answer(({ activity, members }) => ({
      resultCode: '000000',
      ...(activity === 'newInstance' && { instanceId: `i-${members.orderId}` }),
    }))
    const it = await buyLicense(world, {
      flow: 'license_online',
      server: { url: sellerServer.url, protocol: 'license-online' },
      identification: 'A',
    })
    await world.settle()
    const [application] = await it.applications()
    if (!application) throw new Error('Nothing was applied for')
    return { it, as: await keyOf(it), application, path: writeUploadPath(application.eventId) }
  }

  test('as a text is delivered once; a repetition is accepted, another text is not', async () => {
    const { it, as, application, path } = await applied()
    const other = await keyOf({ seller: await world.given.seller() })
    const upload = (characters: string, by = as) =>
      send(path, by, multipart([described({ type: 'CHARACTERS', characters })]))

    expect((await upload('theirs', other)).code).toBe('91381034')
    expect(
      (
        await send(
          writeUploadPath('nothing'),
          as,
          multipart([described({ type: 'CHARACTERS', characters: 'A' })]),
        )
      ).code,
    ).toBe('91381034')
    expect((await upload('许可证 1')).answer).toEqual({ error_code: 'CBC.0000', error_msg: 'Success' })
    expect((await upload('许可证 1')).code).toBe('CBC.0000')
    expect((await upload('许可证 2')).code).toBe('91381034')

    expect(await it.stage()).toBe('acceptance')
    const { text } = await world.market.licenses.openDevice(it.buyer, application.id)
    expect(text).toBe('许可证 1')
  })

  test.each([
    ['the body', undefined],
    ['an empty body', ''],
  ])('as a file, signed over %s, is read by its buyer only', async (_what, signed) => {
    const { it, as, application, path } = await applied()
    const content = Buffer.from([0, 13, 10, 45, 45, 120, 255])
    const sent = multipart([
      { name: 'file', fileName: 'license.bin', content },
      described({
        type: 'FILE',
        file_name: 'license.bin',
        sha256: createHash('sha256').update(content).digest('hex'),
      }),
    ])

    expect((await send(path, as, { ...sent, ...(signed !== undefined && { signed }) })).code).toBe('CBC.0000')

    const shown = await world.market.licenses.getOfService(it.buyer, 'buyer', it.subscriptionId)
    const fileId = shown.applications.find(({ of }) => of.id === application.id)?.file?.id as Id<'fil'>
    const read = await world.market.files.read(
      { actor: it.buyer, rights: { buyer: all, seller: all, operator: all } },
      fileId,
    )
    expect([read.file.name, Buffer.from(read.content)]).toEqual(['license.bin', content])
    expect([await it.state(), await it.kinds()]).toEqual([
      'collected',
      expect.arrayContaining(['license.delivered', 'license.collected']),
    ])
  })

  test.each([
    ['another signature', 401, 'APIGW.0301', { ...multipart([]), signed: 'another' }],
    ['no multipart', 400, 'CBC.0101', { type: 'application/json', body: '{}' }],
    [
      'a body that is cut off',
      400,
      'CBC.0101',
      { type: `multipart/form-data; boundary=${boundary}`, body: `--${boundary}\r\n` },
    ],
    ['no description', 400, 'CBC.0101', multipart([{ name: 'file', fileName: 'a', content: 'a' }])],
    [
      'a name that comes twice',
      400,
      'CBC.0101',
      multipart([described({ type: 'FILE' }), described({ type: 'FILE' })]),
    ],
    ['an unknown type', 400, 'CBC.0101', multipart([described({ type: 'LINK' })])],
    ['no text', 400, 'CBC.0101', multipart([described({ type: 'CHARACTERS' })])],
    ['no file', 400, 'CBC.0101', multipart([described({ type: 'FILE' })])],
    [
      'a file that is not what was announced',
      200,
      '91381037',
      multipart([described({ type: 'FILE', sha256: 'ab' }), { name: 'file', fileName: 'a', content: 'a' }]),
    ],
    [
      'a file without its hash',
      400,
      'CBC.0101',
      multipart([described({ type: 'FILE' }), { name: 'file', fileName: 'a', content: 'a' }]),
    ],
  ] as const)('is refused: %s', async (_what, status, code, sent) => {
    const { it, as, path } = await applied()

    expect(await send(path, as, sent)).toMatchObject({ status, code })
    expect(await it.stage()).toBe('performing')
  })

  test('is accepted once with a signature over an empty body', async () => {
    const { it, as, path } = await applied()
    const upload = (characters: string): Sent => multipart([described({ type: 'CHARACTERS', characters })])
    const { type = '' } = upload('')
    const request = { method: 'POST', target: path, headers: { host, 'content-type': type }, body: '' }
    // Of another second than the one after it.
    const { headers } = signAkSk({ ...as, request, timeMs: Date.now() - 60_000 })
    const replay = async (characters: string) => {
      const body = new Uint8Array(upload(characters).body as Buffer)
      const reply = await fetch(`http://${host}${path}`, {
        method: 'POST',
        headers: { host, 'content-type': type, ...headers },
        body,
      })
      return (await reply.json()) as { readonly error_code: string; readonly error_msg: string }
    }

    expect((await replay('theirs')).error_code).toBe('CBC.0000')
    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'another machine')
    const refused = await replay('an attacker’s')

    expect(refused.error_code).toBe('APIGW.0301')
    expect(refused.error_msg).toContain('signature_used')
    expect((await send(path, as, { ...upload('theirs again'), signed: '' })).code).toBe('CBC.0000')
  })

  test('that is too large is not read', async () => {
    const { as, path } = await applied()

    const body = Buffer.alloc(6 * 1024 * 1024)
    const { status, code } = await send(path, as, { ...multipart([]), body })

    expect([status, code]).toEqual([413, 'APIGW.0201'])
  })
})

test('a seller is told how many requests are left', async () => {
  const it = await collectCode(world)
  const { headers } = await ask(query, await keyOf(it), { license: it.code })

  const [limit, remaining] = [headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]
  expect(Number(limit) - Number(remaining)).toBe(1)
})
