import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { deriveFieldKey, sealField, signBody } from '@loggia/signing'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { HeaderList } from '../exchange.ts'
import type { Kind } from '../findings.ts'
import { createReplied, createRequest } from './reply-cases.ts'
import type { Case } from './stamped-cases.ts'

// Rarer mistakes in the other kinds of proof, one case for each kind.

const key = '01234567-89ab-cdef-0123-456789abcdef'
const iv = 'AbCdEfGhIjKlMnOp'
const of = (kind: Kind, plant: () => DiagnosisAsked): Case => ({
  name: `${kind} beside V2.0`,
  kinds: [kind],
  plant,
})
const base64 = (by: string | Uint8Array, text: string | Uint8Array): string =>
  createHmac('sha256', by).update(text).digest('base64')

// V1.0.

type Pairs = readonly (readonly [string, string])[]
const timeStamp = '20260102030405678'
const pairs: Pairs = [
  ['timeStamp', timeStamp],
  ['activity', 'newInstance'],
  ['a', '9'],
  ['a1', 'b c'],
  ['businessId', 'x1'],
  ['orderId', 'CS1'],
  ['note', ''],
]
const sortPairs = (list: Pairs): Pairs => list.toSorted(([a], [b]) => (a < b ? -1 : 1))
const join = (list: Pairs, equals = '=', between = '&'): string =>
  list.map((pair) => pair.join(equals)).join(between)
const token = (text: string, by = key + timeStamp): string => base64(by, text)
function createAsked(authToken: string, sent = pairs): DiagnosisAsked {
  const query = [...sent, ['authToken', authToken] as const].map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  )
  const target = `/saas?${query.join('&')}`
  return {
    accessKey: key,
    exchange: { request: { method: 'GET', target, headers: [], body: new Uint8Array() } },
  }
}
const text = (kind: Kind, write: (list: Pairs) => string, sent = pairs): Case =>
  of(kind, () => createAsked(token(write(sortPairs(sent))), sent))
const createValueCase = (kind: Kind, change: (value: string, name: string) => string): Case =>
  text(kind, (list) => join(list.map(([name, value]) => [name, change(value, name)])))
/** A request of the joint kit’s V1 with a list in its body. */
function kit(write: (body: string) => string): DiagnosisAsked {
  const body = JSON.stringify({ timeStamp, flag: '1', userList: [{ name: 'x', role: 'admin' }] })
  const headers = [['authToken', token(write(body))]] as const
  const request = { method: 'POST', target: '/produceAPI/tenantSync', headers, body: Buffer.from(body) }
  return { accessKey: key, exchange: { request } }
}
const double: Pairs = [...pairs, ['a', '7']]

const tokens: readonly Case[] = [
  of('key_timestamp_separated', () => createAsked(token(join(sortPairs(pairs)), `${key}&${timeStamp}`))),
  text('pairs_parameters_left_out', (list) => join(list.filter(([name]) => name !== 'a' && name !== 'note'))),
  text('pairs_absent_signed', (list) => join(sortPairs([...list, ['testFlag', '']]))),
  createValueCase('pairs_value_changed', (value) => value.toUpperCase()),
  text(
    'pairs_one_otherwise',
    (list) => join(list.map(([name, value]) => [name, name === 'a1' ? encodeURIComponent(value) : value])),
    [...pairs, ['z', 'd e']],
  ),
  text(
    'pairs_all_but_one',
    (list) => join(list.map(([name, value]) => [name, name === 'a1' ? value : encodeURIComponent(value)])),
    [...pairs, ['y', '/'], ['z', 'd e']],
  ),
  text('pairs_separated', (list) => join(list, '=', ';')),
  text(
    'pairs_all_of_repeated',
    (list) => join(list.filter(([name]) => name !== 'a')).replace('a1=', 'a=9&a=7&a1='),
    double,
  ),
  text('pairs_sorted_as_text', (list) =>
    join(list)
      .split('&')
      .toSorted((x, y) => (x < y ? -1 : 1))
      .join('&'),
  ),
  text('pairs_sorted_by_value', (list) => join(list.toSorted(([, a], [, b]) => (a < b ? -1 : 1)))),
  of('pairs_sorted_by_length', () =>
    createAsked(token(join(pairs.toSorted(([a], [b]) => a.length - b.length)))),
  ),
  text(
    'pairs_time_last',
    (list) => join([...list.filter(([name]) => name !== 'timeStamp'), ['timeStamp', timeStamp]]),
    [...pairs, ['zone', 'z']],
  ),
  text('pairs_names_only', (list) => list.map(([name]) => name).join('&')),
  text('pairs_as_json', (list) => JSON.stringify(Object.fromEntries(list))),
  text('pairs_names_cased', (list) => join(list.map(([name, value]) => [name.toLowerCase(), value]))),
  text('pairs_route_signed', (list) => join(sortPairs([...list, ['s', '/saas']]))),
  of('pairs_body_signed', () => kit((body) => body)),
  of('pairs_value_printed', () => kit(() => `flag=1&timeStamp=${timeStamp}&userList=[{name=x, role=admin}]`)),
  text('pairs_with_address', (list) => `/saas?${join(list)}`),
]

// Replies.

const timed = { key, timeStamp }
const answer = '{"resultCode":"000000","resultMsg":"成功","instanceId":"i-1"}'
const signedBy = (kind: Kind, signature: () => string): Case =>
  of(kind, () =>
    createReplied(
      { key, body: answer },
      [['Body-Sign', `sign_type="HMAC-SHA256", signature="${signature()}"`]],
      createRequest(timed),
    ),
  )
const createSaidCase = (kind: Kind, body: string, { status = 200, headers = [] as HeaderList } = {}): Case =>
  of(kind, () => {
    const one = createReplied(
      { key, body },
      [['Body-Sign', signBody(key, body)], ...headers],
      createRequest(timed),
    )
    const { reply } = one.exchange
    return { ...one, exchange: { ...one.exchange, reply: reply && { ...reply, status } } }
  })
const hash = (body: string): string => createHmac('sha256', key).update(body).digest('hex')
const sealedAnswer = answer.replace(
  '}',
  `,"appInfo":{"frontEndUrl":"https://a.example","password":"${sealField({ accessKey: key, bits: 256, iv, plaintext: 'secret-1' })}"}}`,
)

const replies: readonly Case[] = [
  signedBy('body_sign_key_in_text', () => base64(key, key + answer)),
  signedBy('body_sign_over_hash', () => base64(key, hash(answer))),
  signedBy('body_sign_v1_formula', () => base64(key, 'instanceId=i-1&resultCode=000000&resultMsg=成功')),
  signedBy('body_sign_part_only', () => base64(key, '000000成功')),
  signedBy('body_sign_with_timestamp', () => base64(key, answer + timeStamp)),
  of('body_string_sent', () =>
    createReplied(
      { key, body: JSON.stringify(answer) },
      [['Body-Sign', `sign_type="HMAC-SHA256", signature="${base64(key, answer)}"`]],
      createRequest(timed),
    ),
  ),
  of('body_sign_before_sealing', () => {
    const plain = sealedAnswer.replace(/"password":"[^"]*"/, '"password":"secret-1"')
    return createReplied(
      { key, body: sealedAnswer },
      [['Body-Sign', signBody(key, plain)]],
      createRequest(timed),
    )
  }),
  createSaidCase(
    'refused_for_reason',
    '{"resultCode":"000002","resultMsg":"The request was refused: stale."}',
  ),
  createSaidCase('refused_for_parameter', '{"resultCode":"000002","resultMsg":"bad"}', {
    headers: [['Date', 'Fri, 02 Jan 2026 03:04:10 GMT']],
  }),
  createSaidCase('refused_with_code', '{"resultCode":"000005","resultMsg":"database is down"}'),
  createSaidCase('refused_by_status', 'no', { status: 401 }),
  createSaidCase('reply_text', 'Warning: x\n{"resultCode":"000000","resultMsg":"ok"}'),
]

// Sealed fields.

const secret = 'a first password of many letters'
type Told = { mode?: string; aesKey?: Uint8Array; vector?: string; pad?: 'long' }
function sealPlain({ mode = 'cbc', aesKey = deriveFieldKey(key, 256), vector = iv, pad }: Told = {}): Buffer {
  const cipher = createCipheriv(`aes-256-${mode}`, aesKey, Buffer.from(vector))
  if (pad === undefined) return Buffer.concat([cipher.update(secret), cipher.final()])
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(secret), cipher.update(Buffer.alloc(32, 32)), cipher.final()])
}
const field = (kind: Kind, value: () => string): Case =>
  of(kind, () => {
    const body = JSON.stringify({
      resultCode: '000000',
      resultMsg: 'ok',
      instanceId: 'i',
      appInfo: { frontEndUrl: 'https://a.example', password: value() },
    })
    return createReplied({ key, body }, [['Body-Sign', signBody(key, body)]])
  })
const right = (): string => sealPlain().toString('base64')
/** A ciphertext whose Base64 contains the character. */
function holding(sign: string): string {
  for (let n = 0; n < 500; n++) {
    const cipher = createCipheriv('aes-256-cbc', deriveFieldKey(key, 256), iv)
    const made = Buffer.concat([cipher.update(`password ${n}`), cipher.final()]).toString('base64')
    if (made.includes(sign)) return made
  }
  throw new Error(`No ciphertext holds ${sign}.`)
}
function sealSalted(): string {
  const salt = Buffer.from('saltsalt')
  let made = Buffer.alloc(0)
  let block = Buffer.alloc(0)
  while (made.length < 48) {
    block = createHash('md5')
      .update(Buffer.concat([block, Buffer.from(key), salt]))
      .digest()
    made = Buffer.concat([made, block])
  }
  const cipher = createCipheriv('aes-256-cbc', made.subarray(0, 32), made.subarray(32))
  return Buffer.concat([Buffer.from('Salted__'), salt, cipher.update(secret), cipher.final()]).toString(
    'base64',
  )
}

const fields: readonly Case[] = [
  field(
    'field_key_stretched',
    () => iv + sealPlain({ aesKey: pbkdf2Sync(key, 'salt', 1000, 32, 'sha256') }).toString('base64'),
  ),
  field(
    'field_prng_otherwise',
    () =>
      iv +
      sealPlain({ aesKey: Buffer.from(Buffer.from(deriveFieldKey(key, 128)).toString('hex')) }).toString(
        'base64',
      ),
  ),
  field('field_mode', () => iv + sealPlain({ mode: 'cfb' }).toString('base64')),
  field('field_padded', () => iv + sealPlain({ pad: 'long' }).toString('base64')),
  field('field_iv_other', () => iv + sealPlain({ vector: '0000000000000000' }).toString('base64')),
  field('field_salted', sealSalted),
  field('field_base64_twice', () => Buffer.from(iv + right()).toString('base64')),
  field('field_url_safe', () => iv + holding('+').replaceAll('+', '-').replaceAll('/', '_')),
  field('field_unpadded', () => iv + holding('=').replaceAll('=', '')),
  field('field_plus_blank', () => iv + holding('+').replaceAll('+', ' ')),
  field('field_line_breaks', () => `${iv}${right().slice(0, 20)}\r\n${right().slice(20)}`),
  field('field_url_escaped', () => iv + encodeURIComponent(holding('+'))),
  field('field_separated', () => `${iv}:${right()}`),
  field('field_sealed_twice', () =>
    sealField({
      accessKey: key,
      iv,
      bits: 256,
      plaintext: sealField({ accessKey: key, bits: 256, iv, plaintext: 'short' }),
    }),
  ),
]

// SDK-HMAC-SHA256.

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex')
type Lines = { method: string; path: string; query: string; headers: string; names: string; payload: string }
const lines: Lines = {
  method: 'POST',
  path: '/v1/orders/',
  query: 'a=1&b=',
  headers: 'host:mkt.example.com\nx-sdk-date:20260102T030405Z\n',
  names: 'host;x-sdk-date',
  payload: sha256('{"a":"1"}'),
}
const canonical = (l: Lines): string => [l.method, l.path, l.query, l.headers, l.names, l.payload].join('\n')
const toSign = (hashed: string): string => `SDK-HMAC-SHA256\n20260102T030405Z\n${hashed}`
function request(signed: string): DiagnosisAsked {
  const signature = createHmac('sha256', key).update(signed).digest('hex')
  const authorization = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${signature}`
  const headers = [
    ['Host', 'mkt.example.com'],
    ['X-Sdk-Date', '20260102T030405Z'],
    ['Authorization', authorization],
  ] as const
  return {
    accessKey: key,
    exchange: {
      request: { method: 'POST', target: '/v1/orders?b=&a=1', headers, body: Buffer.from('{"a":"1"}') },
    },
  }
}
const part = (kind: Kind, change: Partial<Lines>): Case =>
  of(kind, () => request(toSign(sha256(canonical({ ...lines, ...change })))))

const openApi: readonly Case[] = [
  part('ak_sk_path', { path: '/v1/orders/?b=&a=1' }),
  part('ak_sk_query', { query: '?a=1&b=' }),
  part('ak_sk_headers', { headers: lines.headers.replaceAll(':', ': ') }),
  part('ak_sk_signed_headers', { names: 'host,x-sdk-date' }),
  part('ak_sk_payload', { payload: lines.payload.toUpperCase() }),
  part('ak_sk_method_other', { method: 'GET' }),
  of('ak_sk_canonical', () => request(toSign(sha256(`${canonical(lines)}\n`)))),
  of('ak_sk_hash', () => request(toSign(sha256(canonical(lines)).toUpperCase()))),
  of('ak_sk_string', () => request(sha256(canonical(lines)))),
]

const rawBytes: Case = of('proof_raw_bytes', () => {
  const target = createAsked('').exchange.request?.target ?? ''
  const digest = createHmac('sha256', key + timeStamp)
    .update(join(sortPairs(pairs)))
    .digest('hex')
  const escaped = digest.replace(/../g, (byte) => `%${byte}`)
  const request = {
    method: 'GET',
    target: `${target.replace(/&authToken=.*/, '')}&authToken=${escaped}`,
    headers: [],
    body: new Uint8Array(),
  }
  return { accessKey: key, exchange: { request } }
})

export const widerCases: readonly Case[] = [...tokens, ...replies, ...fields, ...openApi, rawBytes]
