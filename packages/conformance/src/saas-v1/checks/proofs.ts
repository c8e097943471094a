import { sealField } from '@loggia/signing'
import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { createForgeryCheck } from '../../replies/refusals.ts'
import { createTokenChecks, refusedGroup } from '../../tokened/proof-checks.ts'
import type { RightProof } from '../../tokened/proofs-to-accept.ts'
import { signByAnother } from '../../tokened/proofs-to-refuse.ts'
import { createMessage } from '../messages.ts'
import {
  defineInstance,
  openingStep,
  repeatOrder,
  repeatStep,
  requireKeyBits,
  sendMessage,
} from '../steps.ts'
import { isShown, showInstance } from './still-there.ts'

const sealed: RightProof = {
  id: 'sealed',
  title: 'An encrypted phone number and email address are verified as received',
  source: 'saas-v1 §5',
  name: 'a request with mobilePhone and email',
  fix: 'Verify the ciphertext as received, before you decrypt it.',
  require: requireKeyBits,
  more: ({ key, keyBits = 256, hex }) => ({
    mobilePhone: sealField({ accessKey: key, bits: keyBits, iv: hex(16), plaintext: '13800138000' }),
    email: sealField({
      accessKey: key,
      bits: keyBits,
      iv: hex(16),
      plaintext: 'zhang.san+test@example.com',
    }),
  }),
}

const { accepted, refused } = createTokenChecks({
  prefix: 'v1',
  activity: 'newInstance',
  plain: repeatStep,
  repeat: async (bench, name, rest) => repeatOrder(bench, name, await bench.look(openingStep), rest),
  more: [sealed],
})

const toForge = defineInstance('for the forged release')

/** A release with a forged proof, and a request that shows whether the instance still exists. */
const forgedRelease = defineStep('a forged release', async (bench) => {
  const instance = await bench.look(toForge)
  const message = createMessage(bench, 'releaseInstance', instance.instanceId)
  const forged = { meant: 'refuse', sign: signByAnother } as const
  await sendMessage(bench, 'a releaseInstance signed with another key', message, forged)
  return showInstance(bench, instance, 'after a forged releaseInstance')
})

/** Requests in other right forms, which must be carried out if the plain repeat is. */
export const proofAcceptedChecks: readonly Check[] = accepted

/** Whether an invalid proof is refused with any answer, and whether the code fits. */
export const proofRefusedChecks: readonly Check[] = [
  ...refused,
  createForgeryCheck(
    { id: 'v1.proof.forged.release', group: refusedGroup, source: 'saas-v1 §3' },
    async (look) => isShown(await look(forgedRelease)),
  ),
]
