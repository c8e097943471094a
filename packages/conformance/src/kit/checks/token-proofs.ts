import { omitUndefined } from '@loggia/kernel'
import type { Bench } from '../../engine/bench.ts'
import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { createTokenChecks } from '../../tokened/proof-checks.ts'
import { proofsToAccept } from '../../tokened/proofs-to-accept.ts'
import type { RightProof } from '../../tokened/proofs-to-accept.ts'
import { proofsToRefuse } from '../../tokened/proofs-to-refuse.ts'
import type { WrongProof } from '../../tokened/proofs-to-refuse.ts'
import { createScene } from '../scenes.ts'
import type { Binding } from '../scenes.ts'
import { kitV1, sendTokened } from '../v1.ts'
import type { TokenRest } from '../v1.ts'

const source = 'joint-kit §4.2'

// A body has neither escapes nor repeated names, and blank members are not signed.
const fittingForms = new Set([
  'order.reversed',
  'order.case',
  'plus',
  'percent',
  'chinese',
  'supplementary',
  'unknown-parameter',
])

/** The same forms, in the member that a body of the kit has for a name. */
const accepted: readonly RightProof[] = [
  ...proofsToAccept
    .filter(({ id }) => fittingForms.has(id))
    .map(({ source: _source, more, ...one }) => ({
      ...one,
      fix: one.fix.replaceAll('parameter', 'field'),
      more: async (bench: Bench) => {
        const { customerName: name, userName: _user, ...rest } = (await more?.(bench)) ?? {}
        return omitUndefined({ ...rest, name })
      },
    })),
  {
    id: 'blank',
    title: 'Fields without a value take no part in the signature',
    name: 'a request with a field that is blank',
    fix: 'Leave out fields that are empty, blank or null when you verify; in a debugging call instanceId and orderId are empty.',
    more: () => ({ addedInSomeYear: ' ' }),
  },
]

const refused: readonly WrongProof[] = proofsToRefuse
  // Every signed field is mandatory, so that a request that lost one is refused anyway.
  .filter(({ id }) => id !== 'altered.dropped')
  .map((one) =>
    one.id === 'altered.value'
      ? {
          ...one,
          rest: {
            wire: (pairs) => pairs.map(([name, value]) => [name, name === 'name' ? '别的企业' : value]),
          },
        }
      : one,
  )

/** Whether the proof of a call, which is that of SaaS V1.0 over the fields of a body, is verified correctly. */
export function createTokenProofChecks(binding: Binding): readonly Check[] {
  const plain = defineStep('the first tenantSync again', async (bench) =>
    repeat(bench, 'a repeat of the first tenantSync', {}),
  )
  type Repeat = Parameters<Parameters<typeof createTokenChecks>[0]['repeat']>
  async function repeat(...[bench, name, { more = {}, meant = 'accept', ...rest }]: Repeat) {
    const first = await bench.look(binding.enterprise)
    const { tenantId } = JSON.parse(Buffer.from(first.request.body).toString('utf8')) as { tenantId: string }
    const { activity, message } = createScene(bench, { instanceId: '', tenantId }).enterprise(1, more)
    return sendTokened(bench, { name, activity, meant, message }, rest as TokenRest)
  }
  const { accepted: takes, refused: refuses } = createTokenChecks({
    prefix: kitV1.prefix,
    activity: 'tenantSync',
    plain,
    repeat,
    carrier: { source, accepted, refused },
  })
  return [...refuses, ...takes]
}
