import type { DiagnosisAsked } from '../../diagnose.ts'
import { createCases } from '../case.ts'
import type { CorpusCase, Mistake } from '../case.ts'
import { computeHash, toHex, computeHmac } from '../making.ts'
import { keyBreak } from './given.ts'

const open = createCases('ak-sk')

const id = 'AKEXAMPLE0000000001'
const secret = 'SKexample/secret+0123456789abcdefghijklmn'
const date = '20251128T032000Z'
const path = '/api/mkp-openapi-public/global/v1/order/query'
type Signing = {
  secret?: string
  path?: string
  query?: string
  host?: string
  payload?: string
  text?: (canonical: string) => string
}
function createCalled(way: Signing): DiagnosisAsked {
  const { host = 'mkt.example.com', query = 'orderId=CS1', payload = toHex(computeHash('')) } = way
  const lines = `host:${host}\nx-sdk-date:${date}\n`
  const canonical = ['GET', way.path ?? `${path}/`, query, lines, 'host;x-sdk-date', payload].join('\n')
  const text = (way.text ?? ((of: string) => ['SDK-HMAC-SHA256', date, toHex(computeHash(of))].join('\n')))(
    canonical,
  )
  const headers = [
    ['Host', 'mkt.example.com'],
    ['X-Sdk-Date', date],
    [
      'Authorization',
      `SDK-HMAC-SHA256 Access=${id}, SignedHeaders=host;x-sdk-date, Signature=${toHex(computeHmac(way.secret ?? secret, text))}`,
    ],
  ] as const
  const request = { method: 'GET', target: `${path}?orderId=CS1`, headers, body: Buffer.alloc(0) }
  return {
    protocol: 'ak-sk',
    accessKey: secret,
    accessKeyId: id,
    receivedAtMs: 1_764_300_001_000,
    exchange: { request },
  }
}
const call = (name: string, mistakes: readonly Mistake[], way: Signing): void =>
  open.planted(`strangers, ${name}`, mistakes, () => createCalled(way))
const noSlash: Mistake = ['The last slash was not signed.', /without a slash/i]
call('a path below the base address', [['The first segments were not signed.', /first segments/i]], {
  path: '/global/v1/order/query/',
})
call('the host behind the proxy', [['Another host was signed.', /different host/i]], {
  host: 'localhost:8080',
})
call('a scope as AWS has it', [['A scope was signed.', /scope/i]], {
  text: (of) => `SDK-HMAC-SHA256\n${date}\n20251128/cn-north-4/mkt/sdk_request\n${toHex(computeHash(of))}`,
})
call('“SDK” before the secret', [['“SDK” stood before the secret.', /"SDK"/]], { secret: `SDK${secret}` })
call('the id for the secret', [['The id was used as the key.', /not the key/i]], { secret: id })
call('{} for no body', [['"{}" was signed.', /\{\}/]], { payload: toHex(computeHash('{}')) })
call('the question mark too', [['The question mark was signed.', /“\?”/]], { query: '?orderId=CS1' })
call('no slash and no query', [noSlash, ['The query was not signed.', /query/i]], { path, query: '' })
call('no slash and a line break', [noSlash, keyBreak], { path, secret: `${secret}\n` })
open.right('strangers, by the rule', () => createCalled({}))
open.hopeless('strangers, a secret of nobody', () => createCalled({ secret: 'somebody-else' }))

/** Requests under SDK-HMAC-SHA256. */
export const strangersAkSk: readonly CorpusCase[] = open.all
