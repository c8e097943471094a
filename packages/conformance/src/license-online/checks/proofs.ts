import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { createNonceChecks } from '../../stamped/nonces.ts'
import { createForgeryCheck } from '../../replies/refusals.ts'
import { createProofChecks, defineComparison, refusedGroup } from '../../stamped/proof-checks.ts'
import type { Probe } from '../../stamped/proof-checks.ts'
import { sendMessage } from '../../stamped/instances.ts'
import { readMessage, send, signWithAnotherKey, writeCompactBody } from '../../stamped/send.ts'
import { createMessage } from '../messages.ts'
import { firstOpening, isShown, mainInstance, requireApplications, showInstance } from '../steps.ts'
import { rules as lives } from '../lives.ts'

/**
 * The purchase that the probes repeat. With a valid proof the repeat is carried out, which creates nothing. If nothing
 * can be bought, it is another order, and answers can only be compared.
 */
const probed = defineStep('a purchase for signature tests', async (bench) => {
  try {
    await bench.look(mainInstance)
    return readMessage(await bench.look(firstOpening))
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    return createMessage(bench, 'newInstance', '')
  }
})

const replaceable = 'any-business'

const probe: Probe = async (bench, name, meant, rest) => {
  const message = await bench.look(probed)
  const body = writeCompactBody({ ...message, businessId: `${replaceable}-${bench.hex(16)}` })
  return send(bench, { name, activity: 'newInstance', meant, body, ...rest?.(body) })
}

const rules = {
  prefix: 'license-online',
  source: 'saas-v2 §2.2',
  codeSource: 'license §2.4',
  probe,
  subject: 'newInstance',
  replaceable,
}
const compared = defineComparison(rules)

/** A release with a forged proof, and whether the instance still gets licenses. */
const forgedRelease = defineStep('a forged release', async (bench) => {
  const instanceId = await bench.look(lives.subjects['for the forged release'])
  const message = createMessage(bench, 'releaseInstance', instanceId)
  const forged = { meant: 'refuse', prove: signWithAnotherKey } as const
  await sendMessage(bench, 'a releaseInstance signed with another key', message, forged)
  return showInstance(bench, instanceId, 'after a forged releaseInstance')
})

/** Whether the proof of a request, which is that of SaaS V2.0, is verified correctly. */
export const proofChecks: readonly Check[] = [
  ...createProofChecks(rules, compared),
  ...createNonceChecks({ ...rules, compared }),
  createForgeryCheck(
    { id: `${rules.prefix}.proof.forged.release`, group: refusedGroup, source: rules.source },
    async (look) => {
      await requireApplications(look)
      return isShown(await look(forgedRelease))
    },
  ),
]
