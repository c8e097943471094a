import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { isAlike, isDone, judgeTakenForRight } from '../../replies/verdicts.ts'
import type { Compared } from '../../replies/verdicts.ts'
import { createMessage } from '../messages.ts'
import { createNonceChecks } from '../../stamped/nonces.ts'
import { acceptedGroup } from '../../stamped/proof-checks.ts'
import { proofsToAccept } from '../../stamped/proofs-to-accept.ts'
import { writeCompactBody, send } from '../../stamped/send.ts'
import { comparisonStep, probeInstanceId, defineProbe, sendProbe } from './proof-probes.ts'

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

const chineseCheck: Check = {
  id: 'v2.proof.body.chinese',
  title: 'A body with Chinese text is verified as UTF-8',
  level: 'must',
  group: acceptedGroup,
  source: 'saas-v2 §1, §2.2',
  fix: 'Hash the bytes of the body, or its text as UTF-8; never in the default character set of the machine, and never with characters escaped again.',
  judge: async (look) => {
    const { chinese, plain } = await look(beyondAscii)
    return chineseIsTaken(chinese, plain, await look(comparisonStep))
  },
}

/** Proofs that every receiver must accept. */
export const proofAcceptedChecks: readonly Check[] = [
  ...proofsToAccept.map(
    ({ name, rest: how, source = 'saas-v2 §2.2', judge = judgeTakenForRight, ...check }): Check => {
      const sent = defineProbe(name, 'either', how)
      return {
        ...check,
        group: acceptedGroup,
        source,
        judge: async (look) => judge(await look(sent), await look(comparisonStep)),
      }
    },
  ),
  chineseCheck,
  ...createNonceChecks({ prefix: 'v2', source: 'saas-v2 §2.2', probe: sendProbe, compared: comparisonStep }),
]
