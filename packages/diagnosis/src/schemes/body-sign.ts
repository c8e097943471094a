import { bodyMaker, bodyWays } from '../body-ways.ts'
import type { BodyChoice } from '../body-ways.ts'
import type { ReplyContext } from '../context.ts'
import { headerValues, membersOf, parametersOf } from '../exchange.ts'
import type { Exchange, HeaderList } from '../exchange.ts'
import { shown } from '../explaining.ts'
import type { Finding, PlainKind, Problem } from '../findings.ts'
import { algorithmName, hmac, otherAlgorithms, plainHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { proofProblems } from '../proof-problems.ts'
import { spaceOf, way } from '../search.ts'
import type { Space, Way } from '../search.ts'

const headerName = 'Body-Sign'
const mistake = (kind: PlainKind): Finding => ({ kind })

/** The stamp of the request that was answered, with which some sellers sign their answer too. */
function stampOf({ request }: Exchange): { timeStamp: string; nonce: string } {
  const values = new Map(
    [
      ...Object.entries(request ? (membersOf(request.body) ?? {}) : {}),
      ...(request ? parametersOf(request.target).map(({ name, value }) => [name, value] as const) : []),
    ].map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : '']),
  )
  return { timeStamp: values.get('timestamp') ?? '', nonce: values.get('nonce') ?? '' }
}

type Mac = (key: Buffer, body: Uint8Array) => Buffer

function macWays(exchange: Exchange): Way<Mac>[] {
  const { timeStamp, nonce } = stampOf(exchange)
  const stamped = Buffer.from(timeStamp)
  const ways: Way<Mac>[] = [
    way.right((key, body) => hmac(key, body)),
    way.wrong((_, body) => plainHash(body), mistake('hash_plain_outer')),
    way.wrong((key, body) => hmac(body, key), mistake('key_and_text_swapped')),
    ...otherAlgorithms.map((algorithm) =>
      way.wrong<Mac>((key, body) => hmac(key, body, algorithm), {
        kind: 'hash_algorithm' as const,
        algorithm: algorithmName(algorithm),
      }),
    ),
  ]
  if (timeStamp !== '') {
    ways.push(
      way.wrong((key, body) => hmac(Buffer.concat([key, stamped]), body), mistake('key_with_timestamp')),
    )
    ways.push(
      way.wrong(
        (key, body) =>
          hmac(
            key,
            Buffer.concat([key, Buffer.from(nonce), stamped, Buffer.from(hmac(key, body).toString('hex'))]),
          ),
        mistake('body_sign_v2_formula'),
      ),
    )
  }
  return ways
}

/** The reply’s body, or what was signed in its place. */
function overRequest(context: ReplyContext, body: Uint8Array): Space[] {
  const request = context.exchange.request
  if (!request || request.body.length === 0 || Buffer.from(request.body).equals(body)) return []
  return [
    spaceOf<{ key: KeyBytes }>(
      { key: context.keys },
      ({ key }) => ({ digest: hmac(key.bytes, request.body).toString('hex') }),
      [mistake('body_sign_over_request')],
    ),
  ]
}

function spacesOf(context: ReplyContext): Space[] {
  const { body } = context.reply
  const make = bodyMaker(body)
  const ways = {
    key: context.keys,
    mac: macWays(context.exchange),
    ...bodyWays(body),
  }
  const main = spaceOf<BodyChoice & { key: KeyBytes; mac: Mac }>(ways, (values) => {
    const signed = make(values).bytes
    return { digest: values.mac(values.key.bytes, signed).toString('hex'), signed }
  })
  return [main, ...overRequest(context, body)]
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

/** A reader of headers that shows no capitals at all has lost those of this one too. */
const keepsCase = (headers: HeaderList): boolean => headers.some(([name]) => /[A-Z]/.test(name))

type Read = { readonly signature?: string; readonly faults: Finding[] }

/** What is meant by a header that is not written by the rule. */
function readLoosely(text: string): Read {
  const type = /sign_?type['"]?\s*[=:]\s*["']?([^"',;\s]+)/i.exec(text)?.[1]
  const signature = /signature['"]?\s*[=:]\s*["']?([A-Za-z0-9+/_%=-]+)/i.exec(text)?.[1]
  if (signature !== undefined) {
    if (type !== undefined && type !== 'HMAC-SHA256')
      return { signature, faults: [{ kind: 'body_sign_type', got: type.slice(0, 40) }] }
    return type === undefined
      ? { signature, faults: [{ kind: 'body_sign_malformed', got: text.slice(0, 80) }] }
      : { signature, faults: [mistake('body_sign_unquoted')] }
  }
  if (/^\s*"?[A-Za-z0-9+/=]{40,}"?\s*$/.test(text))
    return { signature: text.replaceAll(/["\s]/g, ''), faults: [mistake('body_sign_bare')] }
  return { faults: [{ kind: 'body_sign_malformed', got: text.slice(0, 80) }] }
}

/** Sellers who vary the blanks send it three times. */
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
  const faults = read.faults.map((fault) => shown('reply', fault))
  if (read.signature === undefined) return faults
  return [
    ...faults,
    ...proofProblems({
      subject: 'reply',
      spaces: spacesOf(context),
      proof: read.signature,
      form: 'base64',
      body: context.reply.body,
    }),
  ]
}

/** Checks a reply’s `Body-Sign` (saas-v1 §4). V2.0 does without one; if it is there, it has to fit. */
export function checkBodySign(context: ReplyContext, { required }: { required: boolean }): Problem[] {
  const { headers } = context.reply
  const values = headerValues(headers, headerName).filter((value) => value.trim() !== '')
  if (values.length === 0) {
    const other = headers.find(([name]) => alike.has(bare(name)))
    if (!other) return required ? [shown('reply', mistake('body_sign_missing'))] : []
    const misspelled = shown('reply', { kind: 'body_sign_misspelled', got: other[0].slice(0, 80) })
    return [misspelled, ...readHeader([other[1]]).flatMap((read) => problemsOf(context, read))]
  }
  // Some sellers send the header several times, and one that fits is enough.
  const judged = readHeader(values).map((read) => problemsOf(context, read))
  const best = judged.find((problems) => problems.length === 0) ?? judged[0] ?? []
  const fault = nameFault(headers)
  return fault ? [...best, shown('reply', fault, 'fits')] : best
}
