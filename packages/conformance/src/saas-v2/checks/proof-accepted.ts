import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { findFirstFault } from '../../engine/judging.ts'
import { isAlike, isDone, judgeRefusedAnyhow, judgeTakenForRight } from '../../replies/verdicts.ts'
import type { Compared } from '../../replies/verdicts.ts'
import { createMessage } from '../messages.ts'
import { proofsToAccept } from '../../stamped/proofs-to-accept.ts'
import { writeCompactBody, send } from '../../stamped/send.ts'
import type { Proof, Sending } from '../../stamped/send.ts'
import { comparisonStep, probeInstanceId, defineProbe, sendProbe } from './proof-probes.ts'

const group = 'Signature: what is accepted'
/** The three forms of a nonce in the published examples. */
const nonceForms = defineStep('requests with nonces of each published form', (bench) => {
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
 * A body with characters beyond ASCII. It is flat, because some verifiers only handle strings as members (saas-v2 §9).
 * It asks for an instance that exists and for one that cannot; the same query in ASCII shows the normal answer.
 */
const beyondAscii = defineStep('queries in Chinese and in plain letters', async (bench) => {
  const instanceId = await bench.look(probeInstanceId)
  const ask = (name: string, other: string): Promise<Exchange> => {
    const message = createMessage(bench, 'queryInstance', `${instanceId},${other}-${bench.hex(16)}`)
    return send(bench, { name, activity: 'queryInstance', meant: 'either', body: writeCompactBody(message) })
  }
  const [chinese, plain] = await Promise.all([
    ask('a request with Chinese text in its body', '没有的实例'),
    ask('a request of an instance that exists and one that does not', 'no-such-instance'),
  ])
  return { chinese, plain }
})

/** If the query in ASCII is refused like a forged one, its answer shows nothing. */
function chineseIsTaken(chinese: Exchange, plain: Exchange, { right, forged }: Compared): Judgement {
  if (isDone(right) && !isDone(plain) && isAlike(plain, forged) && isAlike(chinese, plain))
    throw new CannotJudge('The server refuses a forged request and an unknown instance in the same way.')
  return judgeTakenForRight(chinese, { right: plain, forged })
}

const proofOf = ({ request }: Exchange): Proof => {
  const query = new URL(request.url).searchParams
  const valueOf = (name: string): string => query.get(name) ?? ''
  return { signature: valueOf('signature'), timestamp: valueOf('timestamp'), nonce: valueOf('nonce') }
}

const firstOfTwo = defineProbe('a request that will be sent again', 'either')
const replayed = defineStep('a replay', async (bench) => {
  const first = await bench.look(firstOfTwo)
  const name = 'a request that was sent before, byte for byte'
  return sendProbe(bench, name, 'refuse', () => ({ prove: () => proofOf(first) }))
})

/** A forger uses a nonce, and then a correct sender uses the same one. */
const afterForgery = defineStep('a request after a forgery with its nonce', async (bench) => {
  const [nonce, signature] = [bench.hex(32), bench.hex(64)]
  const prove: NonNullable<Sending['prove']> = (_, right) => ({ ...right, signature })
  await sendProbe(bench, 'a request with an invented signature', 'refuse', () => ({
    nonce,
    prove,
  }))
  return sendProbe(bench, 'a correct request whose nonce a forger used before', 'either', () => ({ nonce }))
})

const rest: readonly Check[] = [
  {
    id: 'v2.proof.nonce.forms',
    title: 'Nonces of every published form are accepted',
    level: 'must',
    group,
    source: 'saas-v2 §2.2',
    fix: 'Accept a nonce of any length and alphabet: the examples have 64 hexadecimal digits, 32 letters and digits, and 16 letters.',
    judge: async (look) => {
      const answers = await look(comparisonStep)
      return findFirstFault(await look(nonceForms), (one) => judgeTakenForRight(one, answers))
    },
  },
  {
    id: 'v2.proof.body.chinese',
    title: 'A body with Chinese text is verified as UTF-8',
    level: 'must',
    group,
    source: 'saas-v2 §1, §2.2',
    fix: 'Hash the bytes of the body, or its text as UTF-8; never in the default character set of the machine, and never with characters escaped again.',
    judge: async (look) => {
      const { chinese, plain } = await look(beyondAscii)
      return chineseIsTaken(chinese, plain, await look(comparisonStep))
    },
  },
  {
    id: 'v2.proof.replay',
    title: 'A repeated request, byte for byte, is refused',
    level: 'should',
    group: 'Signature: what is refused',
    source: 'saas-v2 §2.2',
    fix: 'Store each nonce for at least two minutes, in a store that all your processes share, and answer 000002 if it is used again.',
    judge: async (look) => {
      if (!isDone(await look(firstOfTwo)))
        throw new CannotJudge('The first of the two requests was refused already.')
      return judgeRefusedAnyhow(await look(replayed))
    },
  },
  {
    id: 'v2.proof.nonce.forged',
    title: 'A forged request does not use up the nonce of a correct one',
    level: 'should',
    group,
    source: 'saas-v2 §2.2',
    fix: 'Store a nonce only after the signature is verified; otherwise anyone can block requests whose nonces they guess or see.',
    judge: async (look) => judgeTakenForRight(await look(afterForgery), await look(comparisonStep)),
  },
]

/** Proofs that every receiver must accept. */
export const proofAcceptedChecks: readonly Check[] = [
  ...proofsToAccept.map(
    ({ name, rest: how, source = 'saas-v2 §2.2', judge = judgeTakenForRight, ...check }): Check => {
      const sent = defineProbe(name, 'either', how)
      return {
        ...check,
        group,
        source,
        judge: async (look) => judge(await look(sent), await look(comparisonStep)),
      }
    },
  ),
  ...rest,
]
