import type { DiagnosisAsked } from '../../diagnose.ts'
import { createCases } from '../case.ts'
import type { CorpusCase, Mistake } from '../case.ts'
import { toBase64, toHex, computeHmac, encodeStrictly, toUrlSafe } from '../making.ts'
import { key, latin, printedMistakes } from './given.ts'

const tokens = createCases('auth-token')

const timeStamp = '20251128032000123'
type Pairs = Readonly<Record<string, string>>
const pairs: Pairs = {
  activity: 'newInstance',
  customerName: '华为云用户 01',
  note: 'a+b/c==',
  orderAmount: '99.000',
  orderId: 'CS1906666666ABCDE',
  testFlag: '1',
  timeStamp,
  trialFlag: '0',
}
const textOf = (of: Pairs, equals = '=', between = '&'): string =>
  Object.entries(of)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join(equals))
    .join(between)
const tokenOf = (text: string, by = key + timeStamp): string => toBase64(computeHmac(by, text))
function v1(token: string, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked {
  const query = Object.entries({ ...pairs, authToken: token })
    .map(([name, value]) => `${name}=${encodeStrictly(value)}`)
    .join('&')
  const headers = [['Host', 'seller.example']] as const
  const request = { method: 'GET', target: `/saas/produce?${query}`, headers, body: Buffer.alloc(0) }
  return { protocol: 'saas-v1', accessKey: key, ...more, exchange: { request } }
}
/** A receiver’s code that computes another token. */
const addReceived = (name: string, mistakes: readonly Mistake[], token: string): void =>
  tokens.planted(`strangers, ${name}`, mistakes, () => v1(tokenOf(textOf(pairs)), { computed: token }))
const escapedPairs = Object.fromEntries(
  Object.entries(pairs).map(([name, value]) => [name, encodeURIComponent(value)]),
)
const route: Mistake = ['The parameter of a rewrite rule was signed too.', /web server adds/i]
const encoded: Mistake = ['The values were signed encoded.', /encode|decoding/i]
const alone: Mistake = ['The access key alone was the key.', /access key alone/i]

addReceived('the access key alone', [alone], tokenOf(textOf(pairs), key))
addReceived(
  'the time before the key',
  [['The time was put before the key.', /before the access key/i]],
  tokenOf(textOf(pairs), timeStamp + key),
)
addReceived(
  'authToken as an empty parameter',
  [['authToken was signed.', /authToken itself/i]],
  tokenOf(textOf({ ...pairs, authToken: '' })),
)
addReceived(
  'plus signs as blanks',
  [['Plus signs became blanks.', /space/i]],
  tokenOf(textOf({ ...pairs, note: 'a b/c==' })),
)
addReceived(
  'the whole address',
  [['The address was signed too.', /URL/i]],
  tokenOf(`https://seller.example/saas/produce?${textOf(pairs)}`),
)
addReceived('nginx and Laravel', [route], tokenOf(textOf({ ...pairs, q: '/saas/produce' })))
addReceived('ThinkPHP', [route], tokenOf(textOf({ ...pairs, s: '//saas/produce' })))
addReceived(
  'a double for the amount',
  [['The amount was written anew as a number.', /number/i]],
  tokenOf(textOf({ ...pairs, orderAmount: '99.0' })),
)
addReceived('commas between', [['Commas stood between the pairs.', /","/]], tokenOf(textOf(pairs, '=', ',')))
addReceived(
  '&amp; between',
  [['“&amp;” stood between the pairs.', /&amp;/]],
  tokenOf(textOf(pairs, '=', '&amp;')),
)
addReceived(
  'values of Latin-1',
  [latin],
  tokenOf(textOf({ ...pairs, customerName: Buffer.from('华为云用户 01').toString('latin1') })),
)
addReceived(
  'a fixed list',
  [['Two parameters were left out.', /not signed/i]],
  tokenOf(textOf({ ...pairs, testFlag: '', trialFlag: '' }).replace(/&t\w*Flag=/g, '')),
)
addReceived('encoded, and the access key alone', [encoded, alone], tokenOf(textOf(escapedPairs), key))
addReceived(
  'SHA-1 in hex',
  [
    ['HMAC-SHA1 was used.', /SHA-?1/],
    ['It was written in hex.', /hexadecimal/i],
  ],
  toHex(computeHmac(key + timeStamp, textOf(pairs), 'sha1')),
)
tokens.planted('strangers, Base64 for addresses', [['It was written for addresses.', /URL-safe/i]], () =>
  v1(toUrlSafe(computeHmac(key + timeStamp, textOf(pairs)))),
)
tokens.planted(
  'strangers, the timeStamp of UTC+8 in the key',
  [['Local time was signed.', /local time/i]],
  () => v1(tokenOf(textOf(pairs), `${key}20251128112000123`)),
)
tokens.right('strangers, by the rule', () => v1(tokenOf(textOf(pairs))))
tokens.hopeless('strangers, a key of nobody', () => v1(tokenOf(textOf(pairs), 'somebody-else')))
tokens.hopeless('strangers, another name', () =>
  v1(tokenOf(textOf(pairs)), { computed: tokenOf(textOf({ ...pairs, customerName: 'ACME' })) }),
)

const members = { flag: 1, name: '示例 公司', timeStamp, userList: [{ name: 'x', role: 'admin' }] }
/** The joint kit’s V1: pairs of the body’s members, with the token in a header. */
function kitV1(text: string): DiagnosisAsked {
  const headers = [['authToken', tokenOf(text)]] as const
  const request = {
    method: 'POST',
    target: '/produceAPI/tenantSync',
    headers,
    body: Buffer.from(JSON.stringify(members)),
  }
  return { protocol: 'kit-v1', accessKey: key, exchange: { request } }
}
const kitText = (list: string, name = members.name): string =>
  textOf({ flag: '1', name, timeStamp, userList: list })
const listed = JSON.stringify(members.userList)
const kitCase = (name: string, mistake: Mistake, text: string): void =>
  tokens.planted(`strangers, ${name}`, [mistake], () => kitV1(text))
kitCase(
  'the kit’s body as it is',
  ['The body was signed, not its pairs.', /text of the body/i],
  JSON.stringify(members),
)
kitCase('the kit’s list by JavaScript', printedMistakes, kitText('[object Object]'))
kitCase('the kit’s list by Java', printedMistakes, kitText('[{name=x, role=admin}]'))
kitCase('the kit’s list by Python', printedMistakes, kitText("[{'name': 'x', 'role': 'admin'}]"))
kitCase('the kit’s list by PHP', printedMistakes, kitText('Array'))
kitCase(
  'the kit’s values encoded',
  encoded,
  kitText(encodeURIComponent(listed), encodeURIComponent(members.name)),
)
tokens.hopeless('strangers, the kit’s token of nothing', () => kitV1('x'))

/** Requests with a token. */
export const strangersTokens: readonly CorpusCase[] = tokens.all
