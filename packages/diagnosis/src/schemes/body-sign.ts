import { openField } from '@loggia/signing'
import { listBodyWays } from '../body/body-ways.ts'
import type { Made } from '../body/body-ways.ts'
import type { ReplyContext } from '../context.ts'
import { listHeaderValues, readMembers, readParameters } from '../exchange.ts'
import type { Exchange, HeaderList } from '../exchange.ts'
import { toShownProblem } from '../explaining.ts'
import type { Finding, Problem } from '../findings.ts'
import { computeHmac, computeHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { findProofProblems } from '../proof-problems.ts'
import { createSpace, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { macWays, toFinding } from './formula.ts'
import type { Mac } from './formula.ts'

const headerName = 'Body-Sign'

/** The timestamp and nonce of the answered request, which some sellers sign with their answer. */
function stampOf({ request }: Pick<Exchange, 'request'>): { timeStamp: string; nonce: string } {
  const values = new Map(
    [
      ...Object.entries(request ? (readMembers(request.body) ?? {}) : {}),
      ...(request ? readParameters(request.target).map(({ name, value }) => [name, value] as const) : []),
    ].map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : '']),
  )
  return { timeStamp: values.get('timestamp') ?? '', nonce: values.get('nonce') ?? '' }
}

type Put = (body: Uint8Array, key: Buffer) => Uint8Array | undefined

/** What was signed of the body, or in addition to it. */
function putWays({ request }: Exchange): Way<Put>[] {
  const { timeStamp, nonce } = stampOf({ request })
  const text =
    (write: (body: string) => string): Put =>
    (body) => {
      const made = write(Buffer.from(body).toString('utf8'))
      return made === '' ? undefined : Buffer.from(made)
    }
  const ways: Way<Put>[] = [
    way.right((body) => body),
    way.common((body, key) => Buffer.concat([key, body]), toFinding('body_sign_key_in_text')),
    way.wrong((body, key) => Buffer.concat([body, key]), toFinding('body_sign_key_in_text')),
    way.common((body, key) => hexMac(key, body), toFinding('body_sign_over_hash')),
    ...hashTexts.map((write) =>
      way.wrong<Put>((body, key) => write(body, key), toFinding('body_sign_over_hash')),
    ),
    way.common(text(pairText), toFinding('body_sign_v1_formula')),
    way.wrong(
      text((body) => `${pairText(body)}`.replaceAll('&', '')),
      toFinding('body_sign_v1_formula'),
    ),
    way.wrong(
      text((body) => String(valueIn(body, 'resultCode'))),
      toFinding('body_sign_part_only'),
    ),
    way.wrong(
      text((body) => String(valueIn(body, 'resultCode')) + String(valueIn(body, 'resultMsg'))),
      toFinding('body_sign_part_only'),
    ),
    way.wrong(
      text((body) => String(valueIn(body, 'instanceId'))),
      toFinding('body_sign_part_only'),
    ),
    way.wrong(
      text((body) => JSON.stringify(valueIn(body, 'appInfo')) ?? ''),
      toFinding('body_sign_part_only'),
    ),
  ]
  if (timeStamp === '') return ways
  const stamped = Buffer.from(timeStamp)
  return [
    ...ways,
    way.wrong((body) => Buffer.concat([body, stamped]), toFinding('body_sign_with_timestamp')),
    way.wrong((body) => Buffer.concat([stamped, body]), toFinding('body_sign_with_timestamp')),
    way.common(
      (body, key) => Buffer.concat([key, Buffer.from(nonce), stamped, hexMac(key, body)]),
      toFinding('body_sign_v2_formula'),
    ),
    way.wrong(
      (body, key) => Buffer.concat([key, Buffer.from(nonce), stamped, body]),
      toFinding('body_sign_v2_formula'),
    ),
    way.wrong((body, key) => Buffer.concat([key, stamped, body]), toFinding('body_sign_v2_formula')),
  ]
}

const hashTexts: readonly Put[] = [
  (body) => Buffer.from(computeHash(body).toString('hex')),
  (body) => Buffer.from(computeHash(body).toString('hex').toUpperCase()),
  (body) => Buffer.from(computeHash(body).toString('base64')),
  (body) => Buffer.from(computeHash(body, 'md5').toString('hex')),
  (body) => Buffer.from(computeHash(body, 'md5').toString('hex').toUpperCase()),
  (body) => computeHash(body),
]
const hexMac = (key: Buffer, body: Uint8Array): Buffer => Buffer.from(computeHmac(key, body).toString('hex'))
const valueIn = (body: string, name: string): unknown => readMembers(Buffer.from(body))?.[name] ?? ''
const pairText = (body: string): string =>
  Object.entries(readMembers(Buffer.from(body)) ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('&')

const textsOf = ({ request }: Exchange): Uint8Array[] => {
  if (!request) return []
  const query = readParameters(request.target).filter(({ name }) => name !== 'authToken')
  const sorted = query
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&')
  const raw = /\?([^#]*)/.exec(request.target)?.[1] ?? ''
  return [request.body, Buffer.from(sorted), Buffer.from(raw), Buffer.from(request.target)].filter(
    (one) => one.length > 0,
  )
}

/** The request, signed instead of the reply’s body. */
function overRequest({ exchange, keys, reply }: ReplyContext): Space[] {
  const { timeStamp } = stampOf(exchange)
  const texts = textsOf(exchange).filter((one) => !Buffer.from(one).equals(reply.body))
  if (texts.length === 0) return []
  const keyings = [(key: Buffer) => key, (key: Buffer) => Buffer.concat([key, Buffer.from(timeStamp)])]
  return [
    createSpace<{ key: KeyBytes; text: Uint8Array; keying: (key: Buffer) => Buffer }>(
      { key: keys, text: texts.map(way.right), keying: keyings.map(way.right) },
      ({ key, text, keying }) => ({ digest: computeHmac(keying(key.bytes), text).toString('hex') }),
      [toFinding('body_sign_over_request')],
    ),
  ]
}

type Values = { body: Made; key: KeyBytes; put: Put; mac: Mac }

function spacesOf(context: ReplyContext): Space[] {
  const { body } = context.reply
  const { timeStamp } = stampOf(context.exchange)
  const stamped = macWays.filter(
    ({ mistakes }) => timeStamp !== '' || mistakes[0]?.kind !== 'key_with_timestamp',
  )
  const ways = {
    body: listBodyWays(body),
    key: context.keys,
    put: putWays(context.exchange),
    mac: stamped,
  }
  const main = createSpace<Values>(ways, ({ body: made, key, put, mac }) => {
    const text = put(made.bytes, key.bytes)
    if (!text) return undefined
    const digest = mac(key.bytes, text, timeStamp)
    return { digest, signed: made.bytes, cost: made.bytes.length / 3000 }
  })
  return [main, ...unsealedSpace(context), ...overRequest(context)]
}

/** The body before its fields were sealed. */
function unsealedSpace({ reply, keys, accessKey }: ReplyContext): Space[] {
  const text = Buffer.from(reply.body).toString('utf8')
  const opened = text.replace(
    /"((?:userName|password)"\s*:\s*)"([^"\\]+)"/g,
    (whole, name: string, value: string) => {
      const plain = openField({ accessKey, bits: 256, value }) ?? openField({ accessKey, bits: 128, value })
      return plain === undefined ? whole : `"${name}${JSON.stringify(plain)}`
    },
  )
  if (opened === text) return []
  const body = Buffer.from(opened)
  return [
    createSpace<{ key: KeyBytes }>(
      { key: keys },
      ({ key }) => ({ digest: computeHmac(key.bytes, body).toString('hex') }),
      [toFinding('body_sign_before_sealing')],
    ),
  ]
}

const pairs = /sign_type[ \t]*=[ \t]*"([^"]*)"[ \t]*,[ \t]*signature[ \t]*=[ \t]*"([^"]*)"/g
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')
const alike: ReadonlySet<string> = new Set([
  'bodysign',
  'bodysignature',
  'xbodysign',
  'signbody',
  'httpbodysign',
  'bodysgin',
])

/** Whether the headers keep their case: if none has capitals, a tool has lower-cased all names. */
const keepsCase = (headers: HeaderList): boolean => headers.some(([name]) => /[A-Z]/.test(name))

type Read = { readonly signature?: string; readonly faults: Finding[] }

/** Reads a header that does not follow the rule. */
function readLoosely(text: string): Read {
  const type = /sign_?type['"]?\s*[=:]\s*["']?([^"',;\s]+)/i.exec(text)?.[1]
  const signature = /signature['"]?\s*[=:]\s*["']?([A-Za-z0-9+/_%=-]+)/i.exec(text)?.[1]
  if (signature !== undefined) {
    if (type !== undefined && type !== 'HMAC-SHA256')
      return { signature, faults: [{ kind: 'body_sign_type', got: type.slice(0, 40) }] }
    // Quoted, but with other separators or in another order.
    return type === undefined || /signature['"]?\s*[=:]\s*"/i.test(text)
      ? { signature, faults: [{ kind: 'body_sign_malformed', got: text.slice(0, 80) }] }
      : { signature, faults: [toFinding('body_sign_unquoted')] }
  }
  if (/^\s*"?[A-Za-z0-9+/=]{40,}"?\s*$/.test(text))
    return { signature: text.replaceAll(/["\s]/g, ''), faults: [toFinding('body_sign_bare')] }
  return { faults: [{ kind: 'body_sign_malformed', got: text.slice(0, 80) }] }
}

/** The most headers that are checked. Sellers that send variants with and without blanks send three. */
const mostHeaders = 4

function readHeader(values: readonly string[]): Read[] {
  const text = values.join(',')
  const found = [...text.matchAll(pairs)].map(([, type = '', signature = '']) => ({ type, signature }))
  if (found.length === 0) return [readLoosely(text)]
  return found.slice(0, mostHeaders).map(({ type, signature }) => ({
    signature,
    faults: type === 'HMAC-SHA256' ? [] : [{ kind: 'body_sign_type', got: type.slice(0, 40) }],
  }))
}

function nameFault(headers: HeaderList): Finding | undefined {
  const name = headers.find(([one]) => one.toLowerCase() === headerName.toLowerCase())?.[0]
  if (name === undefined || name === headerName || !keepsCase(headers)) return undefined
  return { kind: 'body_sign_case', got: name }
}

function problemsOf(context: ReplyContext, read: Read): Problem[] {
  const faults = read.faults.map((fault) => toShownProblem('reply', fault))
  if (read.signature === undefined) return faults
  return [
    ...faults,
    ...findProofProblems({
      subject: 'reply',
      spaces: spacesOf(context),
      proof: read.signature,
      form: 'base64',
      body: context.reply.body,
      budget: context.budget,
    }),
  ]
}

/** Checks a reply’s `Body-Sign` (saas-v1 §4). V2.0 does without one; if it is there, it has to fit. */
export function checkBodySign(context: ReplyContext, { required }: { required: boolean }): Problem[] {
  const { headers } = context.reply
  const values = listHeaderValues(headers, headerName).filter((value) => value.trim() !== '')
  if (values.length === 0) {
    const other = headers.find(([name]) => alike.has(bare(name)))
    if (!other) return required ? [toShownProblem('reply', toFinding('body_sign_missing'))] : []
    const misspelled = toShownProblem('reply', { kind: 'body_sign_misspelled', got: other[0].slice(0, 80) })
    return [misspelled, ...readHeader([other[1]]).flatMap((read) => problemsOf(context, read))]
  }
  // Some sellers send the header several times; one that fits is enough.
  const judged = readHeader(values).map((read) => problemsOf(context, read))
  const best = judged.find((problems) => problems.length === 0) ?? judged[0] ?? []
  const fault = nameFault(headers)
  return fault ? [...best, toShownProblem('reply', fault, 'fits')] : best
}
