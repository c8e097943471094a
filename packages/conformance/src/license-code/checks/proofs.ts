import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { sendMessage } from '../../stamped/instances.ts'
import { createNonceChecks } from '../../stamped/nonces.ts'
import { createForgeryCheck } from '../../replies/refusals.ts'
import { createProofChecks, defineComparison, refusedGroup } from '../../stamped/proof-checks.ts'
import type { Probe } from '../../stamped/proof-checks.ts'
import { readMessage, send, signWithAnotherKey, writeCompactBody } from '../../stamped/send.ts'
import { createMessage } from '../messages.ts'
import { firstRequest, isShown, requireShowing, rules as lives, showLicense } from '../lives.ts'

/** Sends a request again that was carried out, which changes nothing. */
const probe: Probe = async (bench, name, meant, rest) => {
  const message = readMessage(await bench.look(firstRequest))
  const body = writeCompactBody(message)
  return send(bench, { name, activity: String(message['activity']), meant, body, ...rest?.(body) })
}

const rules = {
  prefix: 'license-code',
  source: 'license §2.3; saas-v2 §2.2',
  codeSource: 'license §2.4',
  probe,
  subject: 'request',
  // The beginning of an order's number.
  replaceable: 'CS00',
}
const compared = defineComparison(rules)

/** A release with a forged proof, and whether the license is still in use. */
const forgedRelease = defineStep('a forged release', async (bench) => {
  const license = await bench.look(lives.subjects['for the forged release'])
  const forged = { meant: 'refuse', prove: signWithAnotherKey } as const
  const name = 'a releaseLicenseCode signed with another key'
  await sendMessage(bench, name, createMessage(bench, 'releaseLicenseCode', license), forged)
  return showLicense(bench, license, 'after a forged releaseLicenseCode')
})

/** Whether the proof of a callback, which is that of SaaS V2.0, is verified correctly. */
export const proofChecks: readonly Check[] = [
  ...createProofChecks(rules, compared),
  ...createNonceChecks({ ...rules, compared }),
  createForgeryCheck(
    { id: `${rules.prefix}.proof.forged.release`, group: refusedGroup, source: rules.source },
    async (look) => {
      await requireShowing(look)
      return isShown(await look(forgedRelease))
    },
  ),
]
