import { CannotJudge, step } from '../../engine/check.ts'
import type { Check, Judgement, Level } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { firstFault } from '../../engine/judging.ts'
import { isAlike, isDone, refusedAnyhow, requireReply, takenForRight } from '../../replies/verdicts.ts'
import type { Compared } from '../../replies/verdicts.ts'
import { messageOf } from '../messages.ts'
import { compactBody, send } from '../send.ts'
import type { Proof, Sending } from '../send.ts'
import { compared, probeInstanceId, probe, sendProbe } from './proof-probes.ts'

const group = 'Signature: what is accepted'
const rawBytes =
  'Verify over the bytes as they came, before anything parses them; a body that was parsed and written again is another body.'
const decode =
  'Read the query with the decoder of your framework, once: values come percent-encoded and are signed decoded.'

/** More than this on the way, and a stamp of two seconds less than the window may have become stale. */
const mostOnTheWayMs = 1_500

const notStale = (exchange: Exchange, compared: Compared): Judgement => {
  requireReply(exchange)
  if (exchange.tookMs > mostOnTheWayMs)
    throw new CannotJudge(
      `The answer took ${exchange.tookMs} ms, so the timestamp may have become stale on the way.`,
    )
  return takenForRight(exchange, compared)
}

/** A proof that every receiver has to take; `rest` is told the body that a right sender would send. */
export type RightProof = {
  id: string
  title: string
  level: Level
  name: string
  fix: string
  source?: string
  rest: (body: string) => Partial<Sending>
  judge?: typeof takenForRight
}

const window =
  'Accept timestamps up to 60,000 ms before and after your clock, and keep the clock right by NTP.'

/** Proofs that every receiver has to take, of SaaS V2.0 and of order notification, which is proved alike. */
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
    // Every marketplace sends them in one order.
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
    rest: (body) => ({ body: JSON.stringify(reversed(JSON.parse(body) as object)) }),
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
const reversed = (object: object): object => Object.fromEntries(Object.entries(object).toReversed())

/** The three forms of a nonce in the published examples. */
const nonceForms = step('requests with nonces of each published form', (bench) => {
  const forms = {
    '64 upper-case hexadecimal digits': bench.hex(64).toUpperCase(),
    '32 letters and digits': `Zz${bench.hex(30)}`,
    '16 letters': bench.hex(16).replace(/\d/g, (digit) => String.fromCharCode(71 + Number(digit))),
  }
  return Promise.all(
    Object.entries(forms).map(([form, nonce]) =>
      sendProbe(bench, `a request with a nonce of ${form}`, 'either', () => ({ nonce })),
    ),
  )
})

/**
 * A body beyond ASCII; a flat one, since some verifiers know no member but texts (saas-v2 §9). It asks for an instance that
 * exists and for one that cannot, so it is answered as a query in plain letters is that asks so.
 */
const beyondAscii = step('queries in Chinese and in plain letters', async (bench) => {
  const instanceId = await bench.look(probeInstanceId)
  const ask = (name: string, other: string): Promise<Exchange> => {
    const message = messageOf(bench, 'queryInstance', `${instanceId},${other}-${bench.hex(16)}`)
    return send(bench, { name, activity: 'queryInstance', meant: 'either', body: compactBody(message) })
  }
  const [chinese, plain] = await Promise.all([
    ask('a request with Chinese text in its body', '没有的实例'),
    ask('a request of an instance that exists and one that does not', 'no-such-instance'),
  ])
  return { chinese, plain }
})

/** Where the query in plain letters is refused as a forged one is, its answer shows nothing. */
function chineseIsTaken(chinese: Exchange, plain: Exchange, { right, forged }: Compared): Judgement {
  if (isDone(right) && !isDone(plain) && isAlike(plain, forged) && isAlike(chinese, plain))
    throw new CannotJudge('The server refuses a forged request and an unknown instance in the same way.')
  return takenForRight(chinese, { right: plain, forged })
}

const proofOf = ({ request }: Exchange): Proof => {
  const query = new URL(request.url).searchParams
  const valueOf = (name: string): string => query.get(name) ?? ''
  return { signature: valueOf('signature'), timestamp: valueOf('timestamp'), nonce: valueOf('nonce') }
}

const firstOfTwo = probe('a request that will be sent again', 'either')
const replayed = step('a replay', async (bench) => {
  const first = await bench.look(firstOfTwo)
  const name = 'a request that was sent before, byte for byte'
  return sendProbe(bench, name, 'refuse', () => ({ prove: () => proofOf(first) }))
})

/** A forger uses a nonce that a right sender then uses. */
const afterForgery = step('a request after a forgery with its nonce', async (bench) => {
  const [nonce, signature] = [bench.hex(32), bench.hex(64)]
  const prove: NonNullable<Sending['prove']> = (_, right) => ({ ...right, signature })
  await sendProbe(bench, 'a request with a signature that somebody made up', 'refuse', () => ({
    nonce,
    prove,
  }))
  return sendProbe(bench, 'a right request whose nonce a forger used before', 'either', () => ({ nonce }))
})

const rest: readonly Check[] = [
  {
    id: 'v2.proof.nonce.forms',
    title: 'Nonces of every published form are accepted',
    level: 'must',
    group,
    source: 'saas-v2 §2.2',
    fix: 'Take a nonce as a text of any length and alphabet: examples have 64 hexadecimal digits, 32 letters and digits, and 16 letters.',
    judge: async (look) => {
      const answers = await look(compared)
      return firstFault(await look(nonceForms), (one) => takenForRight(one, answers))
    },
  },
  {
    id: 'v2.proof.body.chinese',
    title: 'A body with Chinese text verifies as UTF-8',
    level: 'must',
    group,
    source: 'saas-v2 §1, §2.2',
    fix: 'Hash the bytes of the body, or its text as UTF-8; never the text in the character set of the machine, and never with characters escaped anew.',
    judge: async (look) => {
      const { chinese, plain } = await look(beyondAscii)
      return chineseIsTaken(chinese, plain, await look(compared))
    },
  },
  {
    id: 'v2.proof.replay',
    title: 'A request that was seen before is refused',
    level: 'should',
    group: 'Signature: what is refused',
    source: 'saas-v2 §2.2',
    fix: 'Keep each nonce for at least two minutes, in a store that all your processes share, and answer 000002 when it comes again.',
    judge: async (look) => {
      if (!isDone(await look(firstOfTwo)))
        throw new CannotJudge('The first of the two requests was refused already.')
      return refusedAnyhow(await look(replayed))
    },
  },
  {
    id: 'v2.proof.nonce.forged',
    title: 'A forged request does not use up the nonce of a right one',
    level: 'should',
    group,
    source: 'saas-v2 §2.2',
    fix: 'Remember a nonce only when its signature fits, or anybody can shut out requests whose nonces he guesses or sees.',
    judge: async (look) => takenForRight(await look(afterForgery), await look(compared)),
  },
]

/** What every receiver has to take for a right proof. */
export const proofAcceptedChecks: readonly Check[] = [
  ...proofsToAccept.map(
    ({ name, rest: how, source = 'saas-v2 §2.2', judge = takenForRight, ...check }): Check => {
      const sent = probe(name, 'either', how)
      return { ...check, group, source, judge: async (look) => judge(await look(sent), await look(compared)) }
    },
  ),
  ...rest,
]
