import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { judgeRefusalCodes, judgeTakenForForged } from '../../replies/verdicts.ts'
import { createMessage } from '../messages.ts'
import { createForgeryCheck } from '../../replies/refusals.ts'
import { refusedGroup as group } from '../../stamped/proof-checks.ts'
import { proofsToRefuse } from '../../stamped/proofs-to-refuse.ts'
import { signWithAnotherKey } from '../../stamped/send.ts'
import { defineInstance, sendMessage } from '../steps.ts'
import { isStillThere, requireQueries } from './following.ts'
import { comparisonStep, defineProbe } from './proof-probes.ts'

const wrongs = proofsToRefuse.map((wrong) => ({ wrong, sent: defineProbe(wrong.name, 'refuse', wrong.rest) }))

const toForge = defineInstance('for the forged release')

/** A release with a forged proof, and what a right query returns after it. */
const forgedRelease = defineStep('a forged release', async (bench) => {
  const { instanceId } = await bench.look(toForge)
  const name = 'a releaseInstance signed with another key'
  const message = createMessage(bench, 'releaseInstance', instanceId)
  await sendMessage(bench, name, message, { meant: 'refuse', prove: signWithAnotherKey })
  const query = createMessage(bench, 'queryInstance', instanceId)
  const exchange = await sendMessage(bench, 'a queryInstance after a forged releaseInstance', query)
  return { instanceId, exchange }
})

/** Proofs that every receiver must refuse. */
export const proofRefusedChecks: readonly Check[] = [
  ...wrongs.map(({ wrong: { id, title, fix }, sent }): Check => ({
    id,
    title,
    level: 'must',
    group,
    source: 'saas-v2 §2.2',
    fix,
    judge: async (look) => judgeTakenForForged(await look(sent), (await look(comparisonStep)).right),
  })),
  createForgeryCheck({ id: 'v2.proof.forged.release', group, source: 'saas-v2 §2.2' }, async (look) => {
    await requireQueries(look)
    return isStillThere(await look(forgedRelease))
  }),
  {
    id: 'v2.proof.refusal-code',
    title: 'A wrong signature is refused with 000001, a wrong timestamp or nonce with 000002',
    level: 'should',
    group,
    source: 'saas-v2 §2.2',
    fix: 'Answer 000001 if the signature is missing or wrong, and 000002 if the timestamp or the nonce is missing, expired or malformed, as the sample project does: people read the code in the console.',
    judge: async (look) => {
      const answers = wrongs.map(async ({ wrong, sent }) => ({
        exchange: await look(sent),
        codes: [wrong.code],
      }))
      return judgeRefusalCodes(await Promise.all(answers))
    },
  },
]
