import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLine, testNowMs } from '../line-in-test.ts'
import type { Given, Ran } from '../line-in-test.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-schemes-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const cli = (line: string | readonly string[], given: Given = {}): Promise<Ran> =>
  runLine(folder, typeof line === 'string' ? line.split(' ') : line, given)
const jsonOf = async (line: readonly string[], given: Given = {}): Promise<Record<string, string>> =>
  JSON.parse((await cli([...line, '--json'], given)).out) as Record<string, string>

// Vector A1 of V2.0.
const a1 = {
  key: 'test-access-key-0001',
  nonce: '50D83FDECAED6CCD8EF597F2A577950527928BA287D04E6036E92B2806FD17DA',
  body: '{"activity":"newInstance","businessId":"87b94795-0603-4e24-8ae5-69420d60e3c8","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}',
  signature: 'C506F4221EC15F98C40B8A5D5065D8B815A2C5596CF4421382088B5652565458',
}
const query = `signature=${a1.signature}&timestamp=${testNowMs}&nonce=${a1.nonce}`
const v1Key = '01234567-89ab-cdef-0123-456789abcdef'

describe('sign saas-v2', () => {
  test('prints the signature of the vector, its query and a curl line that sends the same file', async () => {
    writeFileSync(join(folder, 'body.json'), a1.body)

    const { code, out, err } = await cli(
      `sign saas-v2 --body body.json --key ${a1.key} --nonce ${a1.nonce} --at 2023-04-03T07:47:46.618Z`,
    )

    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`signature  ${a1.signature}\n`)
    expect(out).toContain(`--data-binary '@body.json' 'https://seller.example/saas?${query}'`)
  })

  test('takes the body from standard input and the key from the environment', async () => {
    const printed = await jsonOf(['sign', 'saas-v2', '--url', 'https://s.example/a?b=c'], {
      stdin: `{"it's":"1"}`,
      env: { LOGGIA_ACCESS_KEY: a1.key },
    })

    expect(printed).toMatchObject({ nonce: '07'.repeat(16), timestamp: String(testNowMs) })
    expect(printed['url']).toMatch(/^https:\/\/s\.example\/a\?b=c&signature=[0-9A-F]{64}&/)
    expect(printed['curl']).toContain(String.raw`--data-binary '{"it'\''s":"1"}'`)
  })

  test('makes the body of members over a sample, which are checked against the tables unless taken as they are', async () => {
    const line = ['sign', 'saas-v2', '-k', 'k', '-a', 'newInstance', 'orderId=CS1', 'testFlag=']

    expect(JSON.parse((await jsonOf(line))['body'] ?? '')).toEqual({
      activity: 'newInstance',
      businessId: '07'.repeat(16),
      orderId: 'CS1',
      orderLineId: 'MOCKPERIODYEARNEW-000001',
    })
    expect(await cli([...line, 'orderID=CS1'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('orderID') as string,
    })
    expect((await jsonOf([...line, 'orderID=CS1', '--as-is']))['body']).toBe(
      '{"activity":"newInstance","orderID":"CS1","orderId":"CS1","testFlag":""}',
    )
  })

  test('says that a line break at the end is signed too', async () => {
    expect((await cli('sign saas-v2 --key k', { stdin: '{}\n' })).err).toContain('line break')
  })

  test.each([
    ['no key', 'sign saas-v2', /access key is required/],
    ['no such file', 'sign saas-v2 -b absent.json --key k', /absent\.json cannot be read/],
    ['seconds for milliseconds', 'sign saas-v2 --key k --at 1680508066', /thirteen digits/],
    ['a time that is none', 'sign saas-v2 --key k --at noon', /--at must be UTC milliseconds/],
    ['an address that is none', 'sign saas-v2 --key k --url seller', /URL must start with http/],
    ['a member without a value', 'sign saas-v2 --key k orderId', /name=value/],
    ['a member twice', 'sign saas-v2 --key k a=1 a=2', /given twice/],
  ])('cannot run with %s', async (_, line, why) => {
    const { code, err } = await cli(line)

    expect(code).toBe(2)
    expect(err).toMatch(why)
  })
})

describe('verify saas-v2', () => {
  test('finds fitting what sign signed, with the key from a file', async () => {
    writeFileSync(join(folder, 'key'), `${a1.key}\n`)
    const { url = '' } = await jsonOf(['sign', 'saas-v2', '--key-file', 'key'], { stdin: '{"a":"1"}' })

    const verified = await cli(['verify', 'saas-v2', '--key-file', 'key', '-q', url], { stdin: '{"a":"1"}' })

    expect(verified).toMatchObject({ code: 0, out: 'The signature matches the body as received.\n' })
  })

  test('tells the sorted form from the bytes as they came', async () => {
    const signed = await jsonOf(['sign', 'saas-v2', '-k', 'k'], { stdin: '{"a":"1","b":"2"}' })

    const verified = await cli(['verify', 'saas-v2', '-k', 'k', '-q', signed['query'] ?? ''], {
      stdin: '{"b":"2","a":"1","c":null}',
    })

    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('fields sorted') as string })
  })

  test.each([
    ['no nonce', query.replace(/&nonce=.*/, ''), a1.body, /no nonce/],
    ['seconds', query.replace(String(testNowMs), '1680508066'), a1.body, /in seconds/],
    ['a timestamp of words', query.replace(String(testNowMs), 'now'), a1.body, /form of 13 digits/],
    [
      'a stale timestamp',
      query.replace(String(testNowMs), String(testNowMs - 90_000)),
      a1.body,
      /90 s behind the clock; the limit is 60 s/,
    ],
    ['a signature of words', query.replace(a1.signature, 'mine'), a1.body, /not 64 hexadecimal/],
    ['another body', query, '{"activity":"newInstance"}', /does not match/],
    ['no body', query, '', /does not match/],
  ])('says why with %s', async (_, asked, body, why) => {
    const { code, out } = await cli(['verify', 'saas-v2', '-k', a1.key, '-q', asked], { stdin: body })

    expect(code).toBe(1)
    expect(out).toMatch(/^Refused: /)
    expect(out).toMatch(why)
  })

  test('names the way in which a body was altered', async () => {
    const { query: asked = '' } = await jsonOf(['sign', 'saas-v2', '-k', 'k'], { stdin: '' })

    const { code, out } = await cli(['verify', 'saas-v2', '-k', 'k', '-q', asked], { stdin: '{"a":"1"}' })

    expect(code).toBe(1)
    expect(out).toMatch(/body was altered: the signature covers an empty body/)
  })

  test('judges an old request at the moment it was sent', async () => {
    const later = { nowMs: () => testNowMs + 86_400_000 }
    const line = ['verify', 'saas-v2', '-k', a1.key, '-q', query]

    expect((await cli(line, { stdin: a1.body, io: later })).code).toBe(1)
    expect((await cli([...line, '--at', 'sent'], { stdin: a1.body, io: later })).code).toBe(0)
    expect((await cli([...line, '--at', 'then'], { stdin: a1.body })).code).toBe(2)
  })
})

test('an order notification is signed and verified as V2.0 is, and is made of a sample', async () => {
  const signed = await jsonOf(['sign', 'order-notification', '-k', 'k', '-a', 'orderNotify'])
  const given = { stdin: signed['body'] ?? '' }

  expect(signed['body']).toContain('"orderId":"MOCKPERIODYEARNEW"')
  expect(
    await cli(['verify', 'order-notification', '-k', 'k', '-q', signed['url'] ?? ''], given),
  ).toMatchObject({ code: 0 })
  expect(
    await cli(['verify', 'order-notification', '-k', 'x', '-q', signed['url'] ?? ''], given),
  ).toMatchObject({ code: 1 })
})

describe('saas-v1', () => {
  test('signs members, and verifies the address that comes of it', async () => {
    const line = `sign saas-v1 -k ${v1Key} -a queryInstance instanceId=i-1,i-2,i-3 --at 2024-02-29T23:59:59.123Z`

    const signed = await jsonOf(line.split(' '))

    expect(signed).toMatchObject({
      authToken: 'K0TbXoq6epFOZJG+pgTWCRKMOhnfacWTXA17ZaD8cWc=',
      timeStamp: '20240229235959123',
    })
    expect(await cli(['verify', 'saas-v1', '-k', v1Key, '-q', signed['url'] ?? ''])).toMatchObject({
      code: 0,
      out: 'The authToken matches the parameters.\n',
    })
  })

  test('signs a query anew, with its own time and without its old token', async () => {
    const old = 'https://s.example/saas?b=2&B=1&b=3&timeStamp=20200101000000000&authToken=x'

    expect(await jsonOf(['sign', 'saas-v1', '-k', 'k', '-q', old])).toMatchObject({
      pairs: 'B=1&b=2&timeStamp=20230403074746618',
    })
  })

  test('seals phone and e-mail, writes extension parameters, and takes an address with a query', async () => {
    const line =
      'sign saas-v1 -k k -a newInstance --key-bits 128 mobilePhone=13800138000 amount=30 -u https://s.example/a?r=1 ' +
      'saasExtendParams=[{"name":"idNum","value":"11001"}]'

    const signed = await jsonOf(line.split(' '))

    expect(signed['pairs']).toMatch(/&amount=30&.*&mobilePhone=HHHHHHHHHHHHHHHH[A-Za-z0-9+/=]{24}&/)
    expect(signed['pairs']).toContain(
      '&r=1&saasExtendParams=W3sibmFtZSI6ImlkTnVtIiwidmFsdWUiOiIxMTAwMSJ9XQ==&',
    )
    expect(signed['url']).toMatch(/^https:\/\/s\.example\/a\?activity=/)
  })

  test.each([
    ['another key', ['-k', 'x'], /The key or a parameter|the key or a parameter/],
    ['a token that is cut', ['-k', 'k', '--cut'], /44 characters/],
    ['a limit to its age', ['-k', 'k', '--window', '60', '--at', '2023-04-03T08:00:00Z'], /behind the clock/],
  ])('says why with %s, and what is to be covered', async (_, words, why) => {
    const { query: asked = '' } = await jsonOf([
      'sign',
      'saas-v1',
      '-k',
      'k',
      '-a',
      'queryInstance',
      'instanceId=i',
    ])
    const text = words.includes('--cut') ? asked.replace(/%3D$/, '') : asked

    const line = ['verify', 'saas-v1', '-q', text, ...words.filter((word) => word !== '--cut')]
    const { code, out } = await cli(line)

    expect(code).toBe(1)
    expect(out).toMatch(why)
    expect(out).toContain('What must be signed: activity=queryInstance&instanceId=i&testFlag=1&timeStamp=')
  })

  test('names what was done wrong', async () => {
    const text =
      "activity=newInstance&customerName=a%20b*c~d%2Be!f'g(h)i%25j%26k%3Dl%2Fm%3Fn&orderId=CS0000000000003" +
      '&timeStamp=20240229235959123&authToken=Yc8/WRX6XUFejsX%2B2scOXwhtGVa/a9FF/jfucg4IcMo%3D'

    const printed = await cli(['verify', 'saas-v1', '-k', v1Key, '-q', text])

    expect(printed.out).toMatch(
      /The access key is right, but the values were signed as they are in the query/,
    )
  })

  test('signs and verifies a body by its header', async () => {
    const stdin = '{"timeStamp":"20240301075959123","instanceId":"i-1","flag":"1"}'
    const { authToken = '' } = await jsonOf(['sign', 'saas-v1', '-k', v1Key, '--post', '-'], { stdin })
    const line = ['verify', 'saas-v1', '-k', v1Key, '--post', '-', '--auth-token', authToken]

    expect((await cli(line, { stdin })).code).toBe(0)
    expect((await cli(line, { stdin: stdin.replace('"1"', '"2"') })).code).toBe(1)
    expect((await cli(['sign', 'saas-v1', '-k', v1Key, '--post', '-'], { stdin: '{}' })).code).toBe(2)
    expect((await cli(['verify', 'saas-v1', '-k', v1Key])).err).toMatch(/--query or --post/)
  })

  test.each([
    ['a member that no table has', ['orderLineId=x'], /orderLineId/],
    ['a list of parameters that is none', ['saasExtendParams=[1]'], /is a list such as/],
  ])('does not sign %s', async (_, words, why) => {
    const { code, err } = await cli(['sign', 'saas-v1', '-k', 'k', '-a', 'newInstance', ...words])

    expect(code).toBe(2)
    expect(err).toMatch(why)
  })
})

describe('body-sign', () => {
  const stdin = '{"resultCode":"000000","resultMsg":"success."}'

  test('signs a reply as the vector has it, and verifies it with or without the name of the header', async () => {
    const { out } = await cli(['sign', 'body-sign', '-k', v1Key], { stdin })

    expect(out).toBe(
      'Body-Sign: sign_type="HMAC-SHA256", signature="1jSagaMcm/LLOyrebNqh4qq2bgS6pZfSKGUZKta/8Ss="\n',
    )
    for (const header of [out.trim(), out.trim().replace('Body-Sign: ', '')])
      expect((await cli(['verify', 'body-sign', '-k', v1Key, '-H', header], { stdin })).code).toBe(0)
  })

  test.each([
    ['no quotes', 'sign_type=HMAC-SHA256, signature=x', /double quotes/],
    ['another algorithm', 'sign_type="MD5", signature="x"', /must be HMAC-SHA256/],
    ['another signature', 'sign_type="HMAC-SHA256", signature="x"', /does not match/],
    ['nothing', '', /no Body-Sign/],
  ])('says why with %s', async (_, header, why) => {
    const { code, out } = await cli(['verify', 'body-sign', '-k', v1Key, '-H', header], { stdin })

    expect(code).toBe(1)
    expect(out).toMatch(why)
  })
})

describe('ak-sk', () => {
  const call = [
    '-u',
    'https://mkt.myhuaweicloud.com/api/mkp-openapi-public/global/v1/order/query?orderId=A&b=c%20d',
  ]
  const secret = ['-k', 'SKexample/secret+0123456789abcdefghijklmn']

  test('signs a call, and verifies it from its headers', async () => {
    const { out } = await cli([
      'sign',
      'ak-sk',
      ...call,
      ...secret,
      '--key-id',
      'AK1',
      '-H',
      'X-Stage: RELEASE',
    ])
    const [date = '', authorization = ''] = out.split('\n')
    const line = [
      'verify',
      'ak-sk',
      ...call,
      ...secret,
      '-H',
      date,
      '-H',
      authorization,
      '-H',
      'x-stage: RELEASE',
    ]

    expect(authorization).toContain('SignedHeaders=host;x-sdk-date;x-stage')
    expect(await cli(line)).toMatchObject({ code: 0, out: 'The signature matches.\n' })
    expect((await cli([...line, '-X', 'POST'])).out).toMatch(/does not match[^]*What must be signed:\nPOST\n/)
    expect((await cli(line, { io: { nowMs: () => testNowMs + 3_600_000 } })).out).toMatch(/limit is 900 s/)
    const later = await cli([...line, '--at', 'sent'], { io: { nowMs: () => testNowMs + 3_600_000 } })
    expect(later.code).toBe(0)
  })

  test('cannot run without an id or with a header that is none', async () => {
    expect((await cli(['sign', 'ak-sk', ...call, ...secret])).code).toBe(2)
    const odd = await cli(['sign', 'ak-sk', ...call, ...secret, '--key-id', 'AK1', '-H', 'nonsense'])
    expect(odd).toMatchObject({ code: 2, err: expect.stringContaining('Name: value') as string })
    expect((await cli(['verify', 'ak-sk', ...call, ...secret])).out).toMatch(/no Authorization header/)
  })
})

describe('seal and open', () => {
  test('go together, with either size of the key, from arguments and from standard input', async () => {
    const sealed = await cli(['seal', '13800138000', '-k', v1Key, '--iv', 'AbCdEfGhIjKlMnOp'])

    expect(sealed.out).toBe('AbCdEfGhIjKlMnOprc6+kTLKhZabxsVXgPwqww==\n')
    expect(await cli(['open', '-k', v1Key], { stdin: sealed.out })).toMatchObject({
      code: 0,
      out: '13800138000\n',
    })
    expect(await jsonOf(['seal', '-k', v1Key, '--key-bits', '128'], { stdin: '管理员\n' })).toMatchObject({
      bits: 128,
      encryptType: '2',
    })
  })

  test('say which size of the key opens a value, if not the one that was asked for', async () => {
    const value = 'AbCdEfGhIjKlMnOprc6+kTLKhZabxsVXgPwqww=='

    expect(await cli(['open', value, '-k', v1Key, '--key-bits', '128'])).toMatchObject({
      code: 1,
      out: 'Refused: It cannot be decrypted with --key-bits 128, but with --key-bits 256.\n',
    })
    expect((await cli(['open', value, '-k', 'x'])).code).toBe(1)
    expect((await cli(['open', value, '-k', 'x', '--key-bits', '192'])).code).toBe(2)
    expect((await cli(['seal', 'x', '-k', 'x', '--iv', 'short'])).code).toBe(2)
  })
})
