import { CannotJudge } from '../engine/check.ts'
import type { Judgement, Level } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { requireReply, judgeTakenForRight } from '../replies/verdicts.ts'
import type { Compared } from '../replies/verdicts.ts'
import type { Sending } from './send.ts'

const rawBytes =
  'Verify the bytes as received, before anything parses them; a body that was parsed and serialised again is a different body.'
const decode =
  'Decode the query once, with the decoder of your framework: values are sent percent-encoded and signed decoded.'

/**
 * If a request takes longer than this, in milliseconds, a timestamp two seconds inside the window may be stale on
 * arrival.
 */
const mostOnTheWayMs = 1_500

const notStale = (exchange: Exchange, compared: Compared): Judgement => {
  requireReply(exchange)
  if (exchange.tookMs > mostOnTheWayMs)
    throw new CannotJudge(
      `The response took ${exchange.tookMs} ms, so the timestamp may have expired on the way.`,
    )
  return judgeTakenForRight(exchange, compared)
}

/** A proof that every receiver must accept; `rest` gets the body of a correct sender. */
export type RightProof = {
  id: string
  title: string
  level: Level
  name: string
  fix: string
  source?: string
  rest: (body: string) => Partial<Sending>
  judge?: typeof judgeTakenForRight
}

const window =
  'Accept timestamps up to 60,000 ms before and after your clock, and synchronise your clock with NTP.'

/** Proofs that every receiver must accept, in SaaS V2.0 and in order notifications, which use the same proof. */
export const proofsToAccept: readonly RightProof[] = [
  {
    id: 'v2.proof.fresh.past',
    title: 'A timestamp that is almost 60 s old is accepted',
    level: 'must',
    name: 'a request with a timestamp 58 s old',
    fix: window,
    rest: () => ({ shiftMs: -58_000 }),
    judge: notStale,
  },
  {
    id: 'v2.proof.fresh.future',
    title: 'A timestamp that is almost 60 s ahead is accepted',
    level: 'must',
    name: 'a request with a timestamp 58 s ahead',
    fix: window,
    rest: () => ({ shiftMs: 58_000 }),
  },
  {
    id: 'v2.proof.case.upper',
    title: 'A signature in upper case is accepted',
    level: 'must',
    name: 'a request with its signature in upper case',
    fix: 'Compare signatures case-insensitively: convert both to lower case first.',
    rest: () => ({}),
  },
  {
    id: 'v2.proof.case.lower',
    title: 'A signature in lower case is accepted',
    level: 'must',
    name: 'a request with its signature in lower case',
    fix: 'Compare signatures case-insensitively: convert both to lower case first.',
    rest: () => ({ prove: (_, right) => ({ ...right, signature: right.signature.toLowerCase() }) }),
  },
  {
    id: 'v2.proof.query.order',
    title: 'The parameters of the query are found in any order',
    // Every marketplace sends them in the same order.
    level: 'should',
    name: 'a request with nonce and timestamp before the signature',
    fix: 'Find the parameters by their names, not by their position.',
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `nonce=${nonce}&timestamp=${timestamp}&signature=${signature}`,
    }),
  },
  {
    id: 'v2.proof.query.more',
    title: 'An unknown parameter is ignored',
    level: 'should',
    name: 'a request with an extra parameter in its query',
    fix: 'Read signature, timestamp and nonce from the query, and ignore the rest.',
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `trace=1&signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    }),
  },
  {
    id: 'v2.proof.nonce.signs',
    title: 'A nonce with characters that must be encoded is decoded',
    level: 'should',
    name: 'a request whose nonce has a plus, a slash and an equals sign',
    fix: decode,
    rest: () => ({ prefix: 'a+b/c=' }),
  },
  {
    id: 'v2.proof.nonce.percent',
    title: 'A nonce that is percent-encoded unnecessarily is decoded',
    level: 'should',
    name: 'a request whose nonce is fully percent-encoded',
    fix: decode,
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `signature=${signature}&timestamp=${timestamp}&nonce=${everyByte(nonce)}`,
    }),
  },
  {
    id: 'v2.proof.body.spaces',
    title: 'A body with whitespace is verified over its bytes',
    level: 'should',
    name: 'a request whose body has whitespace between its fields and at its end',
    fix: rawBytes,
    source: 'saas-v2 §9',
    rest: (body) => ({ body: `${JSON.stringify(JSON.parse(body), null, 2)}\n` }),
  },
  {
    id: 'v2.proof.body.unsorted',
    title: 'A body with unsorted fields is verified over its bytes',
    level: 'should',
    name: 'a request whose fields are not in ascending order',
    fix: rawBytes,
    source: 'saas-v2 §9',
    rest: (body) => ({ body: JSON.stringify(reverseMembers(JSON.parse(body) as object)) }),
  },
  {
    id: 'v2.proof.body.escapes',
    title: 'A body with escaped characters is verified over its bytes',
    level: 'should',
    name: 'a request whose body writes a letter as an escape',
    fix: rawBytes,
    source: 'saas-v2 §9',
    rest: (body) => ({
      body: body.replace(/"activity":"(.)/, (_, letter: string) => `"activity":"${escapeOf(letter)}`),
    }),
  },
  {
    id: 'v2.proof.type.plain',
    title: 'A content type without a charset is accepted',
    level: 'should',
    name: 'a request whose content type has no charset',
    fix: 'Read the body as UTF-8, whatever the charset parameter is.',
    source: 'saas-v2 §2.1',
    rest: () => ({ contentType: 'application/json' }),
  },
  {
    id: 'v2.proof.type.hyphen',
    title: 'A content type with the charset utf-8 is accepted',
    level: 'should',
    name: 'a request whose content type has the charset utf-8',
    fix: 'The guides use utf8 and utf-8: accept both, and read the body as UTF-8.',
    source: 'saas-v2 §2.1',
    rest: () => ({ contentType: 'application/json; charset=utf-8' }),
  },
]

const everyByte = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const escapeOf = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
const reverseMembers = (object: object): object => Object.fromEntries(Object.entries(object).toReversed())
