import { createHash, createHmac } from 'node:crypto'
import { fromIso } from '@loggia/kernel'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { HeaderList } from '../exchange.ts'
import type { Kind } from '../findings.ts'
import { createKey } from './random.ts'
import type { Chance } from './random.ts'
import type { Case } from './stamped-cases.ts'

// Requests to an open API that are signed here by hand, each with one planted mistake.

type Parts = {
  key: string
  method: string
  path: string
  query: string
  host: string
  date: string
  body: string
  payload: string
  names: string
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function partsOf(chance: Chance): Parts {
  const body = ` {"b":"${chance.text(5)}","a":"中"}`
  return {
    key: createKey(chance),
    method: 'POST',
    path: '/api/mkp-openapi-public/global/v1/order/query/',
    query: `name=%E4%B8%AD%20x&orderId=${chance.text(8)}`,
    host: 'mkt.example.com:8443',
    date: '20260102T030405Z',
    body,
    payload: sha256(body),
    names: 'host;x-sdk-date',
  }
}

function signatureOf({ key, method, path, query, host, date, payload, names }: Parts): string {
  const lines: Record<string, string> = { host, 'x-sdk-date': date, 'x-gone': 'g' }
  const headers = names
    .split(';')
    .map((name) => `${name}:${lines[name]}\n`)
    .join('')
  const canonical = [method, path, query, headers, names, payload].join('\n')
  return createHmac('sha256', key)
    .update(['SDK-HMAC-SHA256', date, sha256(canonical)].join('\n'))
    .digest('hex')
}

/** The input of a diagnosis for a request that is sent like `sent` and signed like `signed`. */
function ask(sent: Parts, signed: Parts = sent, headers?: HeaderList): DiagnosisAsked {
  const authorization = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${signed.names}, Signature=${signatureOf(signed)}`
  const query = sent.query.split('&').toReversed().join('&')
  return {
    accessKey: sent.key,
    exchange: {
      request: {
        method: sent.method,
        target: `${sent.path.replace(/\/$/, '')}?${query}`,
        headers: headers ?? [
          ['Host', sent.host],
          ['X-Sdk-Date', sent.date],
          ['Authorization', authorization],
        ],
        body: Buffer.from(sent.body),
      },
    },
  }
}

const of = (kind: Kind, name: string, plant: (parts: Parts) => DiagnosisAsked): Case => ({
  name,
  kinds: [kind],
  plant: (chance) => plant(partsOf(chance)),
})
const createSignedCase = (kind: Kind, name: string, change: (parts: Parts) => Partial<Parts>): Case =>
  of(kind, name, (parts) => ask(parts, { ...parts, ...change(parts) }))
const headers = (kind: Kind, name: string, change: (all: HeaderList) => HeaderList): Case =>
  of(kind, name, (parts) => ask(parts, parts, change(ask(parts).exchange.request?.headers ?? [])))
const replaceHeader = (kind: Kind, name: string, header: string, change: (value: string) => string): Case =>
  headers(kind, name, (all) => all.map(([one, value]) => [one, one === header ? change(value) : value]))

export const akSkCases: readonly Case[] = [
  headers('ak_sk_missing', 'no Authorization', (all) => all.slice(0, 2)),
  headers('ak_sk_date_missing', 'no date', (all) => all.filter(([name]) => name !== 'X-Sdk-Date')),
  headers('ak_sk_body_hash', 'another body’s hash', (all) => [...all, ['X-Sdk-Content-Sha256', sha256('')]]),
  replaceHeader('ak_sk_algorithm', 'another algorithm', 'Authorization', (value) =>
    value.replace('SDK', 'AWS4'),
  ),
  replaceHeader('ak_sk_malformed', 'no signature', 'Authorization', (value) =>
    value.replace(/, Signature.*/, ''),
  ),
  replaceHeader('proof_cut', 'a short signature', 'Authorization', (value) => value.slice(0, -1)),
  replaceHeader(
    'ak_sk_date_malformed',
    'another form of the date',
    'X-Sdk-Date',
    () => '2026-01-02T03:04:05Z',
  ),
  createSignedCase('ak_sk_date_unsigned', 'a date that is not signed', () => ({ names: 'host' })),
  createSignedCase('ak_sk_header_absent', 'a header that did not come', () => ({
    names: 'host;x-gone;x-sdk-date',
  })),
  createSignedCase('ak_sk_path_without_slash', 'no slash', ({ path }) => ({ path: path.slice(0, -1) })),
  createSignedCase('ak_sk_query_left_out', 'no query', () => ({ query: '' })),
  createSignedCase('ak_sk_query_unsorted', 'no order', ({ query }) => ({
    query: query.split('&').toReversed().join('&'),
  })),
  createSignedCase('ak_sk_query_unescaped', 'no escapes', ({ query }) => ({
    query: decodeURIComponent(query),
  })),
  createSignedCase('ak_sk_host_without_port', 'no port', () => ({ host: 'mkt.example.com' })),
  createSignedCase('ak_sk_method_lower_case', 'small letters', () => ({ method: 'post' })),
  createSignedCase('body_trimmed', 'the trimmed body', ({ body }) => ({ payload: sha256(body.trim()) })),
  createSignedCase('key_newline', 'a line break after the secret', ({ key }) => ({ key: `${key}\n` })),
  createSignedCase('nothing_fits', 'another secret', ({ key }) => ({ key: `${key}?` })),
  of('clock_skew', 'a clock that is early', (parts) => ({
    ...ask(parts),
    receivedAtMs: fromIso('2026-01-02T02:40:00.000Z'),
  })),
  of('timestamp_local', 'a clock in China', (parts) => ({
    ...ask(parts),
    receivedAtMs: fromIso('2026-01-01T19:04:00.000Z'),
  })),
  of('key_other', 'the id for the secret', (parts) => ({
    ...ask(parts, { ...parts, key: 'AKID' }),
    accessKeyId: 'AKID',
  })),
]

export const createRightAkSk = (chance: Chance): DiagnosisAsked => ({
  ...ask(partsOf(chance)),
  receivedAtMs: fromIso('2026-01-02T03:10:00.000Z'),
})
