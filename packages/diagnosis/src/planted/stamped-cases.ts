import { createHash, createHmac } from 'node:crypto'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { Kind } from '../findings.ts'
import { encodeGbk } from '../charsets.ts'
import { createBody, createKey } from './random.ts'
import type { Chance } from './random.ts'

// Requests with a nonce and a timestamp that are signed here by hand, each with one planted mistake.

/** The parts of a request: what is sent, and what its sender signs. */
export type Draft = {
  key: string
  body: string
  nonce: string
  timestamp: string
}
/** Plants one kind of mistake; `plant` depends only on the random source. */
export type Case = {
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly plant: (chance: Chance) => DiagnosisAsked
}

type Bytes = string | Uint8Array
export const computeMac = (key: Bytes, ...texts: Bytes[]): string => {
  const hmac = createHmac('sha256', key)
  for (const text of texts) hmac.update(text)
  return hmac.digest('hex')
}
export const hashSha256 = (...texts: Bytes[]): string => {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest('hex')
}

export const createDraft = (chance: Chance): Draft => ({
  key: createKey(chance),
  body: createBody(chance),
  nonce: `${chance.text(20)} +/${chance.text(4)}`,
  timestamp: String(1_729_566_664_115 + chance.below(1_000_000_000)),
})

/** The signature by the rule over the parts of a draft. */
export const signDraft = ({
  key,
  body,
  nonce,
  timestamp,
}: Omit<Draft, 'key' | 'body'> & { key: Bytes; body: Bytes }): string =>
  computeMac(key, key, nonce, timestamp, computeMac(key, body))

/** The input of a diagnosis for a draft that was sent with this signature. */
export function createSent(
  draft: Draft,
  signature: string,
  more: Partial<DiagnosisAsked> = {},
): DiagnosisAsked {
  const query = new URLSearchParams({ signature, timestamp: draft.timestamp, nonce: draft.nonce })
  const target = `/saas?${query.toString()}`
  return {
    exchange: { request: { method: 'POST', target, headers: [], body: Buffer.from(draft.body) } },
    accessKey: draft.key,
    ...more,
  }
}

const of = (
  kind: Kind | readonly Kind[],
  name: string,
  plant: (draft: Draft, chance: Chance) => DiagnosisAsked,
): Case => ({
  name,
  kinds: typeof kind === 'string' ? [kind] : kind,
  plant: (chance) => plant(createDraft(chance), chance),
})
/** A request signed with another key. */
const key = (kind: Kind, name: string, change: (key: string) => Bytes): Case =>
  of(kind, name, (draft) => createSent(draft, signDraft({ ...draft, key: change(draft.key) })))
/** A request signed over another body than was sent. */
const body = (kind: Kind | readonly Kind[], name: string, change: (body: string) => Bytes): Case =>
  of(kind, name, (draft) => createSent(draft, signDraft({ ...draft, body: change(draft.body) })))
/** A request signed by another formula. */
const formula = (kind: Kind, name: string, sign: (draft: Draft) => string): Case =>
  of(kind, name, (draft) => createSent(draft, sign(draft)))
/** A request whose signature was sent in another form. */
const form = (kind: Kind, name: string, write: (signature: string) => string): Case =>
  of(kind, name, (draft) => createSent(draft, write(signDraft(draft).toUpperCase())))

const ascii = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
type Json = Record<string, unknown>
const parse = (text: string): Json => JSON.parse(text) as Json
const sortedBy = (text: string, compare: (a: string, b: string) => number, nulls = false): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(parse(text))
        .filter(([, value]) => nulls || value !== null)
        .sort(([a], [b]) => compare(a, b)),
    ),
  )
const up = (a: string, b: string): number => (a < b ? -1 : 1)
const deep = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value as Json)
          .filter(([, member]) => member !== null)
          .sort(([a], [b]) => up(a, b))
          .map(([name, member]) => [name, deep(member)]),
      )
    : value

/** A key that is the Base64 of bytes, as some consoles show it. */
const shownKey = (chance: Chance): string => Buffer.from(`${chance.text(17)}`).toString('base64')

export const keyCases: readonly Case[] = [
  of('key_other', 'the key of another interface class', (draft, chance) => {
    const other = createKey(chance)
    return createSent(draft, signDraft({ ...draft, key: other }), {
      otherKeys: [{ name: 'joint kit', key: other }],
    })
  }),
  key('key_base64', 'Base64 of the key', (one) => Buffer.from(one).toString('base64')),
  of('key_not_decoded', 'a key that is shown in Base64', (draft, chance) => {
    const shown = shownKey(chance)
    return createSent({ ...draft, key: shown }, signDraft({ ...draft, key: Buffer.from(shown, 'base64') }))
  }),
  of('key_hex_decoded', 'a key of digits that is read as hexadecimal', (draft, chance) => {
    const digits = `${chance.text(31, '123456789abcdef')}a`
    return createSent({ ...draft, key: digits }, signDraft({ ...draft, key: Buffer.from(digits, 'hex') }))
  }),
  key('key_newline', 'a line break after the key', (one) => `${one}\n`),
  key('key_newline', 'a line break of Windows after the key', (one) => `${one}\r\n`),
  key('key_blank', 'a blank after the key', (one) => `${one} `),
  key('key_quoted', 'quotes around the key', (one) => `"${one}"`),
  key('key_bom', 'a byte order mark before the key', (one) => `\uFEFF${one}`),
  of('key_trimmed', 'a key that is given here with quotes', (draft) =>
    createSent({ ...draft, key: `"${draft.key}" ` }, signDraft(draft)),
  ),
  key('key_case', 'the key in capitals', (one) => one.toUpperCase()),
  key('key_without_dashes', 'the key without dashes', (one) => one.replaceAll('-', '')),
  of('key_escaped', 'the key escaped', (draft) => {
    const odd = `${draft.key}/+=`
    return createSent({ ...draft, key: odd }, signDraft({ ...draft, key: encodeURIComponent(odd) }))
  }),
  key('key_empty', 'no key', () => ''),
  of('key_charset', 'a Chinese key in GBK', (draft) => {
    const chinese = `密钥${draft.key}`
    return createSent({ ...draft, key: chinese }, signDraft({ ...draft, key: encodeGbk(chinese) }))
  }),
]

export const formCases: readonly Case[] = [
  form('proof_base64_for_hex', 'Base64 for hexadecimal', (hex) => Buffer.from(hex, 'hex').toString('base64')),
  form('proof_base64_of_hex', 'Base64 of the digits', (hex) =>
    Buffer.from(hex.toLowerCase()).toString('base64'),
  ),
  form('proof_spaced', 'a line break after the signature', (hex) => `${hex}\n`),
  form('proof_cut', 'a signature that was cut off', (hex) => hex.slice(0, 50)),
  form('proof_malformed', 'a word for a signature', () => 'none, alas'),
]

const parts = (separator: string) => (draft: Draft) =>
  computeMac(
    draft.key,
    [draft.key, draft.nonce, draft.timestamp, computeMac(draft.key, draft.body)].join(separator),
  )

export const formulaCases: readonly Case[] = [
  formula('nonce_timestamp_swapped', 'timestamp before nonce', (d) =>
    computeMac(d.key, d.key, d.timestamp, d.nonce, computeMac(d.key, d.body)),
  ),
  formula('nonce_left_out', 'no nonce', (d) =>
    computeMac(d.key, d.key, d.timestamp, computeMac(d.key, d.body)),
  ),
  formula('timestamp_left_out', 'no timestamp', (d) =>
    computeMac(d.key, d.key, d.nonce, computeMac(d.key, d.body)),
  ),
  formula('key_left_out', 'no key in the text', (d) =>
    computeMac(d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  formula('body_left_out', 'no body in the text', (d) => computeMac(d.key, d.key, d.nonce, d.timestamp)),
  formula('body_only', 'only the hash of the body', (d) => computeMac(d.key, computeMac(d.key, d.body))),
  formula('parts_sorted', 'sorted parts', (d) =>
    computeMac(d.key, [d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)].sort(up).join('')),
  ),
  formula('parts_separated', 'lines', parts('\n')),
  formula('parts_separated', 'ampersands', parts('&')),
  formula('nonce_encoded', 'an encoded nonce', (d) =>
    signDraft({ ...d, nonce: encodeURIComponent(d.nonce) }),
  ),
  formula('hash_plain_inner', 'SHA-256 inside', (d) =>
    computeMac(d.key, d.key, d.nonce, d.timestamp, hashSha256(d.body)),
  ),
  formula('hash_plain_outer', 'SHA-256 outside', (d) =>
    hashSha256(d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  formula('hash_algorithm', 'SHA-1', (d) =>
    createHmac('sha1', d.key)
      .update(d.key + d.nonce + d.timestamp + computeMac(d.key, d.body))
      .digest('hex'),
  ),
  formula('inner_upper_case', 'capitals inside', (d) =>
    computeMac(d.key, d.key, d.nonce, d.timestamp, computeMac(d.key, d.body).toUpperCase()),
  ),
  formula('inner_base64', 'Base64 inside', (d) =>
    computeMac(
      d.key,
      d.key,
      d.nonce,
      d.timestamp,
      Buffer.from(computeMac(d.key, d.body), 'hex').toString('base64'),
    ),
  ),
  formula('inner_binary', 'bytes inside', (d) =>
    computeMac(d.key, d.key, d.nonce, d.timestamp, Buffer.from(computeMac(d.key, d.body), 'hex')),
  ),
  formula('kit_formula', 'the kit’s formula', (d) => computeMac(d.key, d.key, d.nonce, d.timestamp, d.body)),
  formula('v1_formula', 'V1.0 over the body', (d) => computeMac(d.key + d.timestamp, d.body)),
  formula('key_with_timestamp', 'V1.0’s key', (d) =>
    computeMac(d.key + d.timestamp, d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  formula('key_and_text_swapped', 'swapped arguments', (d) =>
    computeMac(d.key + d.nonce + d.timestamp + computeMac(d.key, d.body), d.key),
  ),
  formula('timestamp_seconds_signed', 'seconds', (d) =>
    signDraft({ ...d, timestamp: d.timestamp.slice(0, 10) }),
  ),
  formula('timestamp_local_signed', 'local time', (d) =>
    signDraft({ ...d, timestamp: String(Number(d.timestamp) + 28_800_000) }),
  ),
  of(['hash_plain_inner', 'hash_plain_outer'], 'SHA-256 for both', (d) =>
    createSent(d, hashSha256(d.key, d.nonce, d.timestamp, hashSha256(d.body))),
  ),
]

export const bodyCases: readonly Case[] = [
  body('body_empty', 'nothing', () => ''),
  body('body_trimmed', 'the trimmed body', (text) => text.trim()),
  body('body_line_break', 'one more line break', (text) => `${text}\n`),
  body('body_bom', 'a byte order mark', (text) => `\uFEFF${text}`),
  body('body_line_ends', 'line ends of Windows', (text) => text.replaceAll('\n', '\r\n')),
  body('body_reserialised', 'the body written anew', (text) => JSON.stringify(JSON.parse(text))),
  body('body_sorted_with_nulls', 'nulls kept', (text) => sortedBy(text, up, true)),
  body(['body_sorted_every_level', 'body_nulls_dropped'], 'every level sorted', (text) =>
    JSON.stringify(deep(JSON.parse(text))),
  ),
  body('body_sorted_descending', 'Z to A', (text) => sortedBy(text, (a, b) => up(b, a))),
  body('body_sorted_caseless', 'sorted without case', (text) =>
    sortedBy(text, (a, b) => up(a.toLowerCase(), b.toLowerCase())),
  ),
  body('body_nulls_dropped', 'nulls dropped', (text) =>
    JSON.stringify(Object.fromEntries(Object.entries(parse(text)).filter(([, value]) => value !== null))),
  ),
  body('body_ascii_escaped', '\\uXXXX', ascii),
  body('body_slash_escaped', 'escaped slashes', (text) => text.replaceAll('/', '\\/')),
  body('body_html_escaped', 'escaped angles', (text) =>
    text.replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  ),
  body('body_quoted', 'JSON in JSON', (text) => JSON.stringify(text)),
  body('body_charset', 'GBK', (text) => encodeGbk(text)),
  body('body_charset', 'UTF-8 twice', (text) => Buffer.from(Buffer.from(text).toString('latin1'))),
  body('body_indented', 'indents', (text) => JSON.stringify(JSON.parse(text), null, 2)),
  body('body_spaced', 'Python’s blanks', (text) =>
    JSON.stringify(JSON.parse(text), null, 1)
      .replace(/\n */g, '')
      .replaceAll('","', '", "')
      .replaceAll(',"', ', "'),
  ),
  body('body_numbers_quoted', 'numbers as strings', (text) =>
    JSON.stringify(JSON.parse(text)).replace(/:(\d+)/g, ':"$1"'),
  ),
  body('body_numbers_decimal', 'numbers as doubles', (text) =>
    JSON.stringify(JSON.parse(text)).replace(/:(\d+)/g, ':$1.0'),
  ),
  of('body_unescaped', 'escapes read and written as characters', (draft) =>
    createSent({ ...draft, body: ascii(draft.body) }, signDraft(draft)),
  ),
  of('body_slash_unescaped', 'slashes read and written as they are', (draft) =>
    createSent({ ...draft, body: draft.body.replaceAll('/', '\\/') }, signDraft(draft)),
  ),
  of('body_differs', 'another body than was sent', (draft) => {
    const other = draft.body.replace('企业', '个人')
    return createSent({ ...draft, body: other }, signDraft(draft), { sentBody: Buffer.from(draft.body) })
  }),
  of('body_sent_in_gbk', 'signed in UTF-8 and sent in GBK', (draft) => {
    const asked = createSent(draft, signDraft(draft))
    const request = asked.exchange.request
    return { ...asked, exchange: { request: request && { ...request, body: encodeGbk(draft.body) } } }
  }),
  body(['body_spaced', 'body_ascii_escaped'], 'all that Python does', (text) =>
    ascii(JSON.stringify(JSON.parse(text), null, 1).replace(/\n */g, '').replaceAll(',"', ', "')),
  ),
]

const withTarget = (
  asked: DiagnosisAsked,
  change: (target: string) => string,
  headers: [string, string][] = [],
): DiagnosisAsked => {
  const request = asked.exchange.request
  return {
    ...asked,
    exchange: { request: request && { ...request, target: change(request.target), headers } },
  }
}

export const shapeCases: readonly Case[] = [
  of('parameter_missing', 'no nonce', (d) =>
    withTarget(createSent(d, signDraft(d)), (target) => target.replace(/&nonce=.*/, '')),
  ),
  of('parameter_misspelled', 'timeStamp', (d) =>
    withTarget(createSent(d, signDraft(d)), (target) => target.replace('timestamp=', 'timeStamp=')),
  ),
  of('parameter_elsewhere', 'the nonce in a header', (d) =>
    withTarget(createSent(d, signDraft(d)), (target) => target.replace(/&nonce=.*/, ''), [
      ['nonce', d.nonce],
    ]),
  ),
  of('timestamp_seconds', 'seconds sent and signed', (d) => {
    const draft = { ...d, timestamp: d.timestamp.slice(0, 10) }
    return createSent(draft, signDraft(draft))
  }),
  of('timestamp_milliseconds_signed', 'seconds sent, milliseconds signed', (d) =>
    createSent(
      { ...d, timestamp: `${d.timestamp.slice(0, 10)}` },
      signDraft({ ...d, timestamp: `${d.timestamp.slice(0, 10)}000` }),
    ),
  ),
  of('timestamp_malformed', 'a date for a timestamp', (d) => {
    const draft = { ...d, timestamp: '2026-01-01 00:00:00' }
    return createSent(draft, signDraft(draft))
  }),
  of('clock_skew', 'a clock that is late', (d) =>
    createSent(d, signDraft(d), { receivedAtMs: Number(d.timestamp) + 61_500 }),
  ),
  of('timestamp_local', 'a clock in China', (d) =>
    createSent(d, signDraft(d), { receivedAtMs: Number(d.timestamp) - 28_800_000 }),
  ),
  of('nonce_replayed', 'a used nonce', (d) => createSent(d, signDraft(d), { noncesSeen: [d.nonce] })),
  of('method_wrong', 'GET', (d) => {
    const asked = createSent(d, signDraft(d))
    const request = asked.exchange.request
    return { ...asked, exchange: { request: request && { ...request, method: 'GET' } } }
  }),
  of('nothing_fits', 'a key that nobody knows', (d, chance) =>
    createSent(d, signDraft({ ...d, key: createKey(chance) })),
  ),
  of('computed_right', 'a computation that is right', (d) =>
    createSent(d, signDraft(d), { computed: signDraft(d) }),
  ),
  of('hash_plain_inner', 'a computation with SHA-256', (d) =>
    createSent(d, signDraft(d), {
      computed: computeMac(d.key, d.key, d.nonce, d.timestamp, hashSha256(d.body)),
    }),
  ),
  of('protocol_unknown', 'a request without any proof', (d) => ({
    accessKey: d.key,
    exchange: { request: { method: 'POST', target: '/', headers: [], body: Buffer.from('a=b') } },
  })),
]

/** Two mistakes in different steps, combined. */
export const pairedCases: readonly Case[] = [
  of(['body_ascii_escaped', 'key_newline'], 'a key with a line break and escaped characters', (d) =>
    createSent(d, signDraft({ ...d, key: `${d.key}\n`, body: ascii(d.body) })),
  ),
  of(['body_reserialised', 'timestamp_seconds_signed'], 'a body written anew and seconds', (d) =>
    createSent(
      d,
      signDraft({ ...d, body: JSON.stringify(JSON.parse(d.body)), timestamp: d.timestamp.slice(0, 10) }),
    ),
  ),
  of(['body_sorted_descending', 'hash_plain_inner'], 'Z to A and SHA-256', (d) =>
    createSent(
      d,
      computeMac(d.key, d.key, d.nonce, d.timestamp, hashSha256(sortedBy(d.body, (a, b) => up(b, a)))),
    ),
  ),
  of(['key_base64', 'proof_base64_for_hex'], 'Base64 of the key and of the signature', (d) => {
    const hex = signDraft({ ...d, key: Buffer.from(d.key).toString('base64') })
    return createSent(d, Buffer.from(hex, 'hex').toString('base64'))
  }),
  of(['kit_formula', 'nonce_encoded'], 'the kit’s formula and an encoded nonce', (d) =>
    createSent(d, computeMac(d.key, d.key, encodeURIComponent(d.nonce), d.timestamp, d.body)),
  ),
  of(['body_trimmed', 'inner_upper_case'], 'the trimmed body and capitals', (d) =>
    createSent(
      d,
      computeMac(d.key, d.key, d.nonce, d.timestamp, computeMac(d.key, d.body.trim()).toUpperCase()),
    ),
  ),
  of(['key_empty', 'body_empty'], 'no key and no body', (d) =>
    createSent(d, signDraft({ ...d, key: '', body: '' })),
  ),
  of(['nonce_timestamp_swapped', 'hash_plain_outer'], 'a swapped order and SHA-256', (d) =>
    createSent(d, hashSha256(d.key, d.timestamp, d.nonce, computeMac(d.key, d.body))),
  ),
]
