import type { DiagnosisAsked } from '../diagnose.ts'
import { createCases } from './case.ts'
import type { Mistake } from './case.ts'
import {
  computeHash,
  computeHmac,
  encodeStrictly,
  escapeNonAscii,
  toBase64,
  toHex,
  writeSpaced,
} from './making.ts'
import { createAsked, createChecked, createProof, createQuery, createSent } from './stamp.ts'
import type { Way, Wire } from './stamp.ts'

const { all, planted, right, hopeless } = createCases('license')

const key = '01234567-89ab-cdef-0123-456789abcdef'
const code: Wire = {
  protocol: 'license-code',
  key,
  nonce: 'n4',
  timestamp: '1709251199123',
  body: '{ "activity":"refreshLicenseCode", "license":"a b*c~d+e!f\'g(h)i", "scene":"RENEWAL" }',
}
const apply: Wire = {
  protocol: 'license-online',
  key,
  nonce: '50D83FDECAED6CCD8EF597F2A5779505',
  timestamp: '1709251199123',
  body: '{"activity":"getLicenseAsync","instanceId":"i-1","effectiveTime":"20240301000000","eventId":"e-1","deviceFingerprint":"00-16-3E|硬盘序列号|主板"}',
}

const anew: Mistake = [
  'The JSON was parsed and written anew.',
  /anew|re-?serial|compact|white ?space|parsed/i,
]
const escaped: Mistake = ['Letters were written as \\u escapes.', /\\u|escape/i]
const blanks: Mistake = ['Blanks were put behind the separators.', /blank|space/i]
const upperInner: Mistake = ['The hash of the body was written in capitals.', /upper|capital|case/i]
const plainInner: Mistake = [
  'The body was hashed without the key.',
  /plain|without (the|a|any) key|not HMAC/i,
]
const basicKey: Mistake = ['The key of the basic interfaces was used.', /other|another|not the key|given as/i]
const inSeconds: Mistake = ['The timestamp was signed in seconds.', /second/i]

const addChecked = (name: string, mistakes: readonly Mistake[], way: Way, from: Wire): void =>
  planted(name, mistakes, () => createChecked(from, way))

addChecked(
  'a code: body-parser and JSON.stringify',
  [anew],
  { body: JSON.stringify(JSON.parse(String(code.body))) },
  code,
)
addChecked(
  'a code: the digits in capitals',
  [upperInner],
  { inner: (by, of) => toHex(computeHmac(by, of)).toUpperCase() },
  code,
)
addChecked('a code: SHA-256 of the body', [plainInner], { inner: (_, of) => toHex(computeHash(of)) }, code)
addChecked(
  'a code: the timestamp as the guide says in one sentence',
  [inSeconds],
  { timestamp: code.timestamp.slice(0, 10) },
  code,
)
planted('a code: the key of the basic interfaces', [basicKey], () =>
  createSent(code, { key: 'c0a8f3e1-52d4' }, { otherKeys: [{ name: 'basic', key: 'c0a8f3e1-52d4' }] }),
)
addChecked('a fingerprint: json.dumps', [escaped], { body: escapeNonAscii(String(apply.body)) }, apply)
addChecked('a fingerprint: blanks', [blanks], { body: writeSpaced(JSON.parse(String(apply.body))) }, apply)
planted('a clock two minutes slow', [['The clock is slow.', /clock|behind|time/i]], () =>
  createSent(apply, {}, { receivedAtMs: Number(apply.timestamp) + 120_000 }),
)
right('a callback about a code', () => createSent(code, { written: toHex }))
right('an application, of which nobody says the protocol', () =>
  createSent(apply, {}, { protocol: undefined }),
)
hopeless('an unknown key', () => createSent(apply, { key: 'zzzz-9' }))

// License 1.0.
const timeStamp = '20240229235959123'
const extend = toBase64('[{"name":"identificationCode","value":"a b*c~d+e"}]')
const pairs: readonly (readonly [string, string])[] = [
  ['timeStamp', timeStamp],
  ['activity', 'getLicense'],
  ['customerName', '许可证客户'],
  ['customerId', 'c-0010'],
  ['businessId', 'b-0010'],
  ['orderId', 'CS0000000000010'],
  ['productId', 'OFFI000000000000010'],
  ['saasExtendParams', extend],
]
const joinPairs = (list: readonly (readonly [string, string])[]): string =>
  list.map(([name, value]) => `${name}=${value}`).join('&')
const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))
const tokenOf = (text: string): string => toBase64(computeHmac(key + timeStamp, text))

type Reply = { readonly body: string; readonly proof?: string }
const createGet = (signed: string, more: Partial<DiagnosisAsked> = {}, reply?: Reply): DiagnosisAsked => ({
  accessKey: key,
  ...more,
  exchange: {
    request: {
      method: 'GET',
      target: `/license?${pairs.map(([name, value]) => `${name}=${encodeStrictly(value)}`).join('&')}&authToken=${encodeStrictly(tokenOf(signed))}`,
      headers: [['Host', 'seller.example']],
      body: Buffer.alloc(0),
    },
    reply: reply && {
      status: 200,
      headers: [
        ['Content-Type', 'application/json'],
        [
          'Body-Sign',
          `sign_type="HMAC-SHA256", signature="${reply.proof ?? toBase64(computeHmac(key, reply.body))}"`,
        ],
      ],
      body: Buffer.from(reply.body),
    },
  },
})

planted(
  'License 1.0: parameters in the order of arrival',
  [['The parameters were not sorted.', /order in which|unsorted|not sorted|sort/i]],
  () => createGet(joinPairs(pairs)),
)
planted(
  'License 1.0: the parameters of the purchase were decoded',
  [['saasExtendParams was opened.', /saasExtendParams|Base64/i]],
  () =>
    createGet(
      joinPairs(
        sorted.map(([name, value]) => [
          name,
          value === extend ? Buffer.from(extend, 'base64').toString() : value,
        ]),
      ),
    ),
)
const license = '{"resultCode":"000000","resultMsg":"success.","license":"PL-0001","instanceId":"b-0010"}'
right('License 1.0: a license', () => createGet(joinPairs(sorted), {}, { body: license }))
planted('License 1.0: a success without a license', [['The license is missing.', /license/i]], () =>
  createGet(joinPairs(sorted), {}, { body: license.replace('"license":"PL-0001",', '') }),
)
planted(
  'License 1.0: Body-Sign without the key',
  [['A plain hash was used.', /plain|without (the|a|any) key|not HMAC/i]],
  () => createGet(joinPairs(sorted), {}, { body: license, proof: toBase64(computeHash(license)) }),
)

// Replies of online activation.
const createAnswered = (body: string, from: Wire = apply): DiagnosisAsked => {
  const asked = createAsked(from, createQuery(from, createProof(from, {})), { receivedAtMs: undefined })
  const reply = {
    status: 200,
    headers: [['Content-Type', 'application/json'] as const],
    body: Buffer.from(body),
  }
  return { ...asked, exchange: { ...asked.exchange, reply } }
}
planted(
  'no licenses left in the order',
  [['The order has no licenses left.', /no licenses left/i]],
  () => createAnswered('{"resultCode":"000900","resultMsg":"quota"}'),
  [/refus|request is right/i],
)
planted('an instance without an id', [['The id of the instance is missing.', /instanceId/i]], () =>
  createAnswered('{"resultCode":"000004","resultMsg":"processing"}', {
    ...apply,
    body: '{"activity":"newInstance","businessId":"b","orderId":"CS1","orderLineId":"CS1-000001"}',
  }),
)
right('an application that is worked on', () => createAnswered('{"resultCode":"000004"}'))

/** Requests and replies of license products. */
export const licenses = all
