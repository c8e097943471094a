import { createHash, createHmac } from 'node:crypto'
import { toIso } from '@loggia/kernel'
import type { Kind } from '../findings.ts'
import type { Chance } from './random.ts'
import { createDraft, computeMac, createSent, hashSha256, signDraft } from './stamped-cases.ts'
import type { Case, Draft } from './stamped-cases.ts'

// Rarer mistakes in stamped requests, one case for each kind.

type Bytes = string | Uint8Array
const of = (
  kind: Kind,
  name: string,
  sign: (draft: Draft) => string,
  change: (draft: Draft) => Draft = same,
): Case => ({
  name,
  kinds: [kind],
  plant: (chance: Chance) => {
    const draft = change(createDraft(chance))
    return createSent(draft, sign(draft))
  },
})
const same = (draft: Draft): Draft => draft
const key = (kind: Kind, change: (key: string) => Bytes): Case =>
  of(kind, `${kind} in V2.0`, (d) => signDraft({ ...d, key: change(d.key) }))
const body = (kind: Kind, change: (body: string) => Bytes, text?: string): Case =>
  of(
    kind,
    `${kind} in V2.0`,
    (d) => signDraft({ ...d, body: change(d.body) }),
    (d) => (text === undefined ? d : { ...d, body: text }),
  )
const inner = (kind: Kind, hash: (draft: Draft) => Bytes): Case =>
  of(kind, `${kind} in V2.0`, (d) => computeMac(d.key, d.key, d.nonce, d.timestamp, hash(d)))
const written = (kind: Kind, write: (digest: Buffer) => string): Case =>
  of(kind, `${kind} in V2.0`, (d) => write(Buffer.from(signDraft(d), 'hex')))
const createStampCase = (kind: Kind, change: (draft: Draft) => Partial<Draft>): Case =>
  of(kind, `${kind} in V2.0`, (d) => signDraft({ ...d, ...change(d) }))

const raw = (d: Draft): Buffer => createHmac('sha256', d.key).update(d.body).digest()
const bytesOf = (digest: Buffer): string[] => digest.toString('hex').match(/../g) ?? []
const short = (digest: Buffer): string =>
  bytesOf(digest)
    .map((byte) => byte.replace(/^0/, ''))
    .join('')
const extendDigest = (digest: Buffer): string =>
  [...digest].map((byte) => (byte > 127 ? `ffffff${byte.toString(16)}` : byte.toString(16))).join('')
/** A draft whose signature is changed visibly by `write`. */
const showing =
  (write: (digest: Buffer) => string, isShown: (text: string) => boolean) =>
  (draft: Draft): Draft =>
    isShown(write(Buffer.from(signDraft(draft), 'hex')))
      ? draft
      : showing(write, isShown)({ ...draft, nonce: `${draft.nonce}x` })

const activity = '{"activity":"releaseInstance","testFlag":"1","extra":"x","instanceId":"i-1"}'
const flat = '{"b":"1","a":"x<y & z","note":""}'
type Json = Record<string, unknown>
const parseText = (text: string): Json => JSON.parse(text) as Json
const rewritten =
  (change: (members: [string, unknown][]) => [string, unknown][]) =>
  (text: string): string =>
    JSON.stringify(Object.fromEntries(change(Object.entries(parseText(text)))))

export const widerStampedCases: readonly Case[] = [
  key('key_affixed', (one) => `${one}&`),
  key('key_hashed', (one) => createHash('md5').update(one).digest('hex')),
  key('key_cut', (one) => one.slice(0, 20)),
  key('key_stand_in', () => 'undefined'),
  key('key_hex', (one) => Buffer.from(one).toString('hex')),
  key('key_dashes_replaced', (one) => one.replaceAll('-', '–')),
  key('key_doubled', (one) => one + one),
  key('key_reversed', (one) => [...one].toReversed().join('')),
  key('key_letter_lost', (one) => one.slice(0, 5) + one.slice(6)),
  key('key_letter_doubled', (one) => one.slice(0, 12) + one.slice(11)),
  of(
    'key_letters_swapped',
    'two letters swapped',
    (d) => signDraft({ ...d, key: d.key.replace('qz', 'zq') }),
    (d) => ({ ...d, key: `${d.key}-qz7` }),
  ),
  of(
    'key_letter_case',
    'one letter in capitals',
    (d) => signDraft({ ...d, key: d.key.replace('-eh', '-eH') }),
    (d) => ({ ...d, key: `${d.key}-eh7` }),
  ),
  of(
    'key_look_alike',
    'O for 0',
    (d) => signDraft({ ...d, key: d.key.replace('x0y', 'xOy') }),
    (d) => ({ ...d, key: `${d.key}-x0y` }),
  ),
  of('key_only_in_text', 'Base64 of the key in the text alone', (d) =>
    computeMac(d.key, Buffer.from(d.key).toString('base64'), d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  of('key_made_of', 'the nonce in the key', (d) =>
    computeMac(d.key + d.nonce, d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  written('proof_prefixed', (one) => `sha256=${one.toString('hex')}`),
  written('proof_separated', (one) => bytesOf(one).join('-').toUpperCase()),
  written('proof_quoted', (one) => `"${one.toString('hex')}"`),
  written('proof_byte_list', (one) => `[${[...one].map((byte) => (byte << 24) >> 24).join(', ')}]`),
  written('proof_hex_twice', (one) => Buffer.from(one.toString('hex')).toString('hex')),
  written('proof_hex_of_base64', (one) => Buffer.from(one.toString('base64')).toString('hex')),
  written('proof_base64_twice', (one) => Buffer.from(one.toString('base64')).toString('base64')),
  of(
    'proof_zeros_lost',
    'no zeros',
    (d) => short(Buffer.from(signDraft(d), 'hex')),
    showing(short, (text) => text.length < 64),
  ),
  written('proof_sign_extended', extendDigest),
  of(
    'proof_signs_lost',
    'no signs',
    (d) => Buffer.from(signDraft(d), 'hex').toString('base64').replace(/[+/=]/g, ''),
    showing(
      (digest) => digest.toString('base64'),
      (text) => /[+/].*[+/]/.test(text),
    ),
  ),
  inner('inner_algorithm', (d) => createHmac('sha1', d.key).update(d.body).digest('hex')),
  inner('inner_swapped', (d) => computeMac(d.body, d.key)),
  inner('inner_twice', (d) => computeMac(d.key, computeMac(d.key, d.body))),
  inner('inner_without_key', (d) => computeMac('', d.body)),
  inner('inner_body_base64', (d) => Buffer.from(d.body).toString('base64')),
  inner('inner_cut', (d) => computeMac(d.key, d.body).slice(0, 32)),
  of(
    'inner_zeros_lost',
    'no zeros in the hash',
    (d) => computeMac(d.key, d.key, d.nonce, d.timestamp, short(raw(d))),
    withZero,
  ),
  inner('inner_sign_extended', (d) => extendDigest(raw(d))),
  inner('inner_bytes_as_text', (d) => raw(d).toString('utf8')),
  inner('inner_separated', (d) => bytesOf(raw(d)).join('-').toUpperCase()),
  inner('inner_hex_twice', (d) => Buffer.from(raw(d).toString('hex')).toString('hex')),
  inner('inner_affixed', (d) => `SHA2-256(stdin)= ${raw(d).toString('hex')}`),
  inner('inner_with_timestamp', (d) => computeMac(d.key + d.timestamp, d.body)),
  of('hash_twice', 'SHA-256 of the result', (d) => hashSha256(Buffer.from(signDraft(d), 'hex'))),
  of('parts_ordered', 'the key at the end', (d) =>
    computeMac(d.key, d.nonce, d.timestamp, computeMac(d.key, d.body), d.key),
  ),
  of('parts_named', 'pairs', (d) =>
    computeMac(
      d.key,
      `accessKey=${d.key}&nonce=${d.nonce}&timestamp=${d.timestamp}&body=${computeMac(d.key, d.body)}`,
    ),
  ),
  of('query_signed', 'pairs of the query', (d) =>
    computeMac(d.key, `nonce=${d.nonce}&timestamp=${d.timestamp}`),
  ),
  of('part_added', 'the path in front', (d) =>
    computeMac(d.key, '/saas', d.key, d.nonce, d.timestamp, computeMac(d.key, d.body)),
  ),
  of('text_changed', 'a hash of the text', (d) =>
    computeMac(d.key, hashSha256(d.key, d.nonce, d.timestamp, computeMac(d.key, d.body))),
  ),
  createStampCase('nonce_changed', (d) => ({ nonce: d.nonce.toLowerCase() })),
  createStampCase('stamp_stand_in', () => ({ nonce: 'undefined' })),
  createStampCase('timestamp_truncated', (d) => ({ timestamp: `${d.timestamp.slice(0, 10)}000` })),
  createStampCase('timestamp_overflow', (d) => ({ timestamp: String(Number(d.timestamp) | 0) })),
  createStampCase('timestamp_float', (d) => ({ timestamp: `${d.timestamp}.0` })),
  createStampCase('timestamp_formatted', (d) => ({ timestamp: toIso(Number(d.timestamp)) })),
  createStampCase('timestamp_other', (d) => ({ timestamp: String(Number(d.timestamp) + 7) })),
  body(
    'body_member_left_out',
    rewritten((all) => all.filter(([name]) => name !== 'url')),
  ),
  body(
    'body_members_left_out',
    rewritten((all) => all.filter(([name]) => name !== 'url' && name !== 'Zone')),
  ),
  body(
    'body_names_cased',
    rewritten((all) => all.map(([name, value]) => [name.toUpperCase(), value])),
    '{"orderId":"1","b":"2"}',
  ),
  body('body_url_encoded', encodeURIComponent),
  body('body_normalised', (text) => text.normalize('NFD'), '{"a":"é"}'),
  body('body_stand_in', () => '[object Object]'),
  body('body_cut', (text) => Buffer.from(text).subarray(0, 40)),
  body('body_padded', (text) =>
    Buffer.concat([Buffer.from(text), Buffer.alloc(1024 - Buffer.byteLength(text))]),
  ),
  body('body_strings_unquoted', (text) => text.replace('"1"', '1'), '{"b":"1","a":"x"}'),
  body(
    'body_empties_dropped',
    rewritten((all) => all.filter(([, value]) => value !== '')),
    flat,
  ),
  body('body_nulls_replaced', (text) => text.replace('null', '""'), '{"b":null,"a":"x"}'),
  body('body_empties_nulled', (text) => text.replace('""', 'null'), flat),
  body('body_bound', () => '{"activity":"releaseInstance","instanceId":"i-1","testFlag":"1"}', activity),
  body('body_absent_as_null', (text) => text.replace('}', ',"orderId":null}'), activity),
  body(
    'body_nested_as_text',
    rewritten((all) =>
      all.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]),
    ),
    '{"b":{"c":"1"},"a":"x"}',
  ),
  body(
    'body_nested_opened',
    (text) => text.replace('"{\\"c\\":\\"1\\"}"', '{"c":"1"}'),
    '{"b":"{\\"c\\":\\"1\\"}","a":"x"}',
  ),
  body(
    'body_reversed',
    rewritten((all) => all.toReversed()),
    '{"b":"1","c":"2","a":"x"}',
  ),
  body('body_as_pairs', () => 'a=x&b=1', '{"b":"1","a":"x"}'),
  body('body_values_only', () => '1x', '{"b":"1","a":"x"}'),
  body('body_blanks_removed', (text) => text.replaceAll(' ', ''), flat),
  body('body_lines_joined', (text) => text.replaceAll('\n', ''), '{\n  "b": "1 2",\n  "a": "x"\n}'),
  body('body_html_unescaped', (text) => text.replace('\\u003c', '<'), '{"b":"a\\u003cb"}'),
  body('body_entities', (text) => text.replace('&', '&amp;').replace('<', '&lt;'), flat),
  body('body_in_list', (text) => `[${text}]`),
  body('body_case', (text) => text.toLowerCase(), '{"orderId":"CS1"}'),
  body('body_url_decoded', (text) => text.replace('%2B', '+'), '{"b":"a%2Bb"}'),
  body('body_form_field', (text) => `${text}=`, flat),
  body('body_base64', (text) => Buffer.from(text).toString('base64')),
  body('body_hex', (text) => Buffer.from(text).toString('hex')),
  body('body_printed', () => '{b=1, a=x}', '{"b":"1","a":"x"}'),
]

function withZero(draft: Draft): Draft {
  return short(raw(draft)).length < 64 ? draft : withZero({ ...draft, body: `${draft.body} ` })
}
