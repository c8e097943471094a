import { CannotJudge } from '../engine/check.ts'
import type { Judgement, Level } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { requireReply, judgeTakenForRight } from '../replies/verdicts.ts'
import type { Compared } from '../replies/verdicts.ts'
import type { Sending } from './send.ts'

const rawBytes =
  'Verify over the bytes as they came, before anything parses them; a body that was parsed and written again is another body.'
const decode =
  'Read the query with the decoder of your framework, once: values come percent-encoded and are signed decoded.'

/**
 * If a request takes longer than this, in milliseconds, a timestamp two seconds inside the window may be stale on
 * arrival.
 */
const mostOnTheWayMs = 1_500

const notStale = (exchange: Exchange, compared: Compared): Judgement => {
  requireReply(exchange)
  if (exchange.tookMs > mostOnTheWayMs)
    throw new CannotJudge(
      `The answer took ${exchange.tookMs} ms, so the timestamp may have become stale on the way.`,
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
  'Accept timestamps up to 60,000 ms before and after your clock, and keep the clock right by NTP.'

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
    fix: 'Compare signatures without regard to case: bring both to lower case first.',
    rest: () => ({}),
  },
  {
    id: 'v2.proof.case.lower',
    title: 'A signature in lower case is accepted',
    level: 'must',
    name: 'a request with its signature in lower case',
    fix: 'Compare signatures without regard to case: bring both to lower case first.',
    rest: () => ({ prove: (_, right) => ({ ...right, signature: right.signature.toLowerCase() }) }),
  },
  {
    id: 'v2.proof.query.order',
    title: 'The parameters of the query are found in any order',
    // Every marketplace sends them in the same order.
    level: 'should',
    name: 'a request with nonce and timestamp before the signature',
    fix: 'Find the parameters by their names, not by where they stand.',
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `nonce=${nonce}&timestamp=${timestamp}&signature=${signature}`,
    }),
  },
  {
    id: 'v2.proof.query.more',
    title: 'A parameter that is not known does not disturb',
    level: 'should',
    name: 'a request with one parameter more in its query',
    fix: 'Take signature, timestamp and nonce from the query and leave the rest alone.',
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `trace=1&signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    }),
  },
  {
    id: 'v2.proof.nonce.signs',
    title: 'A nonce with signs that have to be encoded is decoded',
    level: 'should',
    name: 'a request whose nonce holds a plus, a slash and an equals sign',
    fix: decode,
    rest: () => ({ prefix: 'a+b/c=' }),
  },
  {
    id: 'v2.proof.nonce.percent',
    title: 'A nonce that is percent-encoded without need is decoded',
    level: 'should',
    name: 'a request whose nonce is percent-encoded throughout',
    fix: decode,
    rest: () => ({
      query: ({ signature = '', timestamp = '', nonce = '' }) =>
        `signature=${signature}&timestamp=${timestamp}&nonce=${everyByte(nonce)}`,
    }),
  },
  {
    id: 'v2.proof.body.spaces',
    title: 'A body with white space verifies over its bytes',
    level: 'should',
    name: 'a request whose body has white space between its members',
    fix: rawBytes,
    source: 'saas-v2 §9',
    rest: (body) => ({ body: JSON.stringify(JSON.parse(body), null, 2) }),
  },
  {
    id: 'v2.proof.body.unsorted',
    title: 'A body whose members are not sorted verifies over its bytes',
    level: 'should',
    name: 'a request whose members are not in ascending order',
    fix: rawBytes,
    source: 'saas-v2 §9',
    rest: (body) => ({ body: JSON.stringify(reverseMembers(JSON.parse(body) as object)) }),
  },
  {
    id: 'v2.proof.body.escapes',
    title: 'A body with escaped characters verifies over its bytes',
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
    title: 'A content type without a charset is taken',
    level: 'should',
    name: 'a request whose content type names no charset',
    fix: 'Read the body as UTF-8 whatever the charset parameter says, or whether there is one.',
    source: 'saas-v2 §2.1',
    rest: () => ({ contentType: 'application/json' }),
  },
  {
    id: 'v2.proof.type.hyphen',
    title: 'A content type with the charset utf-8 is taken',
    level: 'should',
    name: 'a request whose content type names the charset utf-8',
    fix: 'The guides write utf8 and utf-8: take both, and read the body as UTF-8.',
    source: 'saas-v2 §2.1',
    rest: () => ({ contentType: 'application/json; charset=utf-8' }),
  },
]

const everyByte = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const escapeOf = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
const reverseMembers = (object: object): object => Object.fromEntries(Object.entries(object).toReversed())
