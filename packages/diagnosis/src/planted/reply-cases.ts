import { createHash, createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { HeaderList, SeenRequest } from '../exchange.ts'
import type { Kind } from '../findings.ts'
import { createBody, createKey } from './random.ts'
import type { Chance } from './random.ts'
import type { Case } from './stamped-cases.ts'

// Replies with a Body-Sign that are signed here by hand, each with one planted mistake.

type Bytes = string | Uint8Array
export type ReplyDraft = { key: string; body: string; timeStamp: string }

const base64 = (key: Bytes, text: Bytes): string => createHmac('sha256', key).update(text).digest('base64')
const headerOf = (signature: string): string => `sign_type="HMAC-SHA256", signature="${signature}"`

const draftOf = (chance: Chance): ReplyDraft => ({
  key: createKey(chance),
  body: createBody(chance).replace('{', `{"resultCode":"000000","resultMsg":"成功",`),
  timeStamp: `2026010${chance.below(9) + 1}000000123`,
})

/** The input of a diagnosis for a reply with these headers. */
export function createReplied(
  { key, body }: { key: string; body: Bytes },
  headers: HeaderList,
  request?: SeenRequest,
): DiagnosisAsked {
  const all: HeaderList = [['Content-Type', 'application/json'], ...headers]
  return {
    accessKey: key,
    protocol: request ? undefined : 'saas-v1',
    exchange: { request, reply: { status: 200, headers: all, body: Buffer.from(body) } },
  }
}

const of = (
  kind: Kind | readonly Kind[],
  name: string,
  plant: (draft: ReplyDraft, chance: Chance) => DiagnosisAsked,
): Case => ({
  name,
  kinds: typeof kind === 'string' ? [kind] : kind,
  plant: (chance) => plant(draftOf(chance), chance),
})
const signature = (kind: Kind, name: string, sign: (draft: ReplyDraft) => string): Case =>
  of(kind, name, (draft) => createReplied(draft, [['Body-Sign', headerOf(sign(draft))]]))
const header = (kind: Kind, name: string, write: (signature: string) => string): Case =>
  of(kind, name, (draft) => createReplied(draft, [['Body-Sign', write(base64(draft.key, draft.body))]]))

const ascii = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

function gzipReply(draft: ReplyDraft): DiagnosisAsked {
  const asked = createReplied(draft, [['Body-Sign', headerOf(base64(draft.key, draft.body))]])
  const reply = asked.exchange.reply
  return { ...asked, exchange: { reply: reply && { ...reply, body: gzipSync(draft.body) } } }
}

/** A draft whose signature contains a “+”. */
function withSigns(draft: ReplyDraft): ReplyDraft {
  const body = `${draft.body} `
  return base64(draft.key, body).includes('+') ? { ...draft, body } : withSigns({ ...draft, body })
}

/** A correct V1.0 request for the reply. */
export function createRequest({ key, timeStamp }: Pick<ReplyDraft, 'key' | 'timeStamp'>): SeenRequest {
  const pairs = `activity=releaseInstance&orderId=CS1&timeStamp=${timeStamp}`
  const token = encodeURIComponent(base64(key + timeStamp, pairs))
  return { method: 'GET', target: `/saas?${pairs}&authToken=${token}`, headers: [], body: new Uint8Array() }
}

/** Cases whose body is no longer JSON also have a finding for that. */
export const noJson: ReadonlySet<Kind> = new Set(['body_compressed'])

export const replyCases: readonly Case[] = [
  of('body_sign_missing', 'no header', (d) => createReplied(d, [])),
  of('body_sign_misspelled', 'another name', (d) =>
    createReplied(d, [['X-Body-Sign', headerOf(base64(d.key, d.body))]]),
  ),
  of('body_sign_case', 'a name without its capital', (d) =>
    createReplied(d, [['Body-sign', headerOf(base64(d.key, d.body))]]),
  ),
  header('body_sign_unquoted', 'no quotes', (one) => `sign_type=HMAC-SHA256, signature=${one}`),
  header('body_sign_type', 'another type', (one) => `sign_type="HmacSHA256", signature="${one}"`),
  header('body_sign_bare', 'the signature alone', (one) => one),
  header('body_sign_malformed', 'no signature', () => 'sign_type="HMAC-SHA256"'),
  header('proof_hex_for_base64', 'hexadecimal', (one) =>
    headerOf(Buffer.from(one, 'base64').toString('hex')),
  ),
  of('proof_url_safe', 'the alphabet of addresses', (draft) => {
    const d = withSigns(draft)
    const safe = base64(d.key, d.body).replaceAll('+', '-').replaceAll('/', '_').replace('=', '')
    return createReplied(d, [['Body-Sign', headerOf(safe)]])
  }),
  header('proof_unpadded', 'no padding', (one) => headerOf(one.replace('=', ''))),
  header('proof_case', 'small letters', (one) => headerOf(one.toLowerCase())),
  signature('hash_plain_outer', 'SHA-256', (d) => createHash('sha256').update(d.body).digest('base64')),
  signature('hash_algorithm', 'SHA-1', (d) => createHmac('sha1', d.key).update(d.body).digest('base64')),
  signature('key_newline', 'a line break after the key', (d) => base64(`${d.key}\n`, d.body)),
  signature('body_reserialised', 'the body written anew', (d) =>
    base64(d.key, JSON.stringify(JSON.parse(d.body))),
  ),
  signature('body_ascii_escaped', '\\uXXXX', (d) => base64(d.key, ascii(d.body))),
  signature('body_slash_escaped', 'escaped slashes', (d) => base64(d.key, d.body.replaceAll('/', '\\/'))),
  signature('body_trimmed', 'the trimmed body', (d) => base64(d.key, d.body.trim())),
  signature('body_line_break', 'one more line break', (d) => base64(d.key, `${d.body}\n`)),
  signature('body_empty', 'nothing', (d) => base64(d.key, '')),
  of('body_sorted', 'sorted members', (d) => {
    const body = '{"resultMsg":"b","resultCode":"000000"}'
    return createReplied({ ...d, body }, [
      ['Body-Sign', headerOf(base64(d.key, '{"resultCode":"000000","resultMsg":"b"}'))],
    ])
  }),
  of('body_compressed', 'a body that was compressed later', gzipReply),
  of('key_with_timestamp', 'key and timeStamp', (d) =>
    createReplied(d, [['Body-Sign', headerOf(base64(d.key + d.timeStamp, d.body))]], createRequest(d)),
  ),
  of('body_sign_over_request', 'the request’s body', (d) => {
    const timestamp = '1729566664115'
    const request = {
      key: d.key,
      body: '{"activity":"releaseInstance","instanceId":"i"}',
      nonce: 'n',
      timestamp,
    }
    const hash = createHmac('sha256', d.key).update(request.body).digest('hex')
    const signed = createHmac('sha256', d.key).update(`${d.key}n${timestamp}${hash}`).digest('hex')
    const target = `/?signature=${signed}&timestamp=${timestamp}&nonce=n`
    const seen = { method: 'POST', target, headers: [], body: Buffer.from(request.body) }
    return createReplied(d, [['Body-Sign', headerOf(base64(d.key, request.body))]], seen)
  }),
  of('body_sign_v2_formula', 'the formula of V2.0', (d) => {
    const hash = createHmac('sha256', d.key).update(d.body).digest('hex')
    return createReplied(
      d,
      [['Body-Sign', headerOf(base64(d.key, d.key + d.timeStamp + hash))]],
      createRequest(d),
    )
  }),
  of('reply_fault', 'no JSON', (d) =>
    createReplied({ ...d, body: '<html>' }, [['Body-Sign', headerOf(base64(d.key, '<html>'))]]),
  ),
  of('refused_though_right', 'a refusal without a reason', (d) => {
    const body = '{"resultCode":"000001","resultMsg":"no"}'
    return createReplied({ ...d, body }, [['Body-Sign', headerOf(base64(d.key, body))]], createRequest(d))
  }),
]

/** Correct replies. */
export const createRightReplies = (chance: Chance): DiagnosisAsked[] => {
  const draft = draftOf(chance)
  const one = base64(draft.key, draft.body)
  return [
    createReplied(draft, [['Body-Sign', headerOf(one)]], createRequest(draft)),
    createReplied(draft, [['Body-Sign', `sign_type="HMAC-SHA256",signature= "${one}"`]]),
    createReplied(draft, [
      ['Body-Sign', headerOf('AAAA')],
      ['Body-Sign', headerOf(one)],
    ]),
  ]
}
