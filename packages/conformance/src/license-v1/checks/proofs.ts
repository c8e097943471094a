import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { readParameters, repeatOrder, sendMessage } from '../../tokened/instances.ts'
import { createForgeryCheck } from '../../replies/refusals.ts'
import { createTokenChecks, refusedGroup } from '../../tokened/proof-checks.ts'
import type { RightProof } from '../../tokened/proofs-to-accept.ts'
import { signByAnother } from '../../tokened/proofs-to-refuse.ts'
import { createMessage, decodeExtendParams, encodeExtendParams } from '../messages.ts'
import { defineLicense, isShown, openingStep, repeatStep, showLicense } from '../steps.ts'

/** A repeat has to name the machine of the first purchase, so a note is added to it. */
const extendParams: RightProof = {
  id: 'extend-params',
  title: 'saasExtendParams is verified as received, in Base64',
  source: 'saas-v1 §6.1',
  name: 'a request with more in its saasExtendParams',
  fix: 'Verify the Base64 text of saasExtendParams before you decode it.',
  more: async (bench) => {
    const first = readParameters(await bench.look(openingStep))
    const note = { name: 'note', value: "a b*c~d+e!f'g(h)i???>>>" }
    return { saasExtendParams: encodeExtendParams([...decodeExtendParams(first['saasExtendParams']), note]) }
  },
}

const { accepted, refused } = createTokenChecks({
  prefix: 'license-v1',
  activity: 'getLicense',
  plain: repeatStep,
  repeat: async (bench, name, rest) => repeatOrder(bench, name, await bench.look(openingStep), rest),
  more: [extendParams],
})

const toForge = defineLicense('for the forged release')

/** A release with a forged proof, and a request that shows whether the license is still in use. */
const forgedRelease = defineStep('a forged release', async (bench) => {
  const made = await bench.look(toForge)
  const { instanceId, orderId } = made
  const message = createMessage(bench, 'releaseLicense', { instanceId, orderId })
  const forged = { meant: 'refuse', sign: signByAnother } as const
  await sendMessage(bench, 'a releaseLicense signed with another key', message, forged)
  return showLicense(bench, made, 'after a forged releaseLicense')
})

/** Whether the proof of a request, which is that of SaaS V1.0, is verified correctly. */
export const proofChecks: readonly Check[] = [
  ...refused,
  createForgeryCheck(
    { id: 'license-v1.proof.forged.release', group: refusedGroup, source: 'saas-v1 §3' },
    async (look) => isShown(await look(forgedRelease)),
  ),
  ...accepted,
]
