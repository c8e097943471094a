import { omitUndefined } from '@loggia/kernel'
import { defineStep } from '../engine/check.ts'
import type { Plan } from '../engine/plan.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { listOpenedBy } from '../purchases/opened.ts'
import { readParameters, sendMessage } from '../tokened/instances.ts'
import { createMessage } from './messages.ts'
import { firstOpening } from './steps.ts'

const knock = defineStep('the first refreshLicense', (bench) => {
  const message = createMessage(bench, 'refreshLicense', { instanceId: createUnknownId(bench), orderId: '' })
  return sendMessage(bench, 'the first refreshLicense', message, { meant: 'either' })
})

/** What a run of License 1.0 does in addition to its checks. */
export const licenseV1Plan: Plan = {
  gate: [knock, firstOpening],
  openedBy: (made) =>
    listOpenedBy(made, readParameters).map(({ instanceId, message: { testFlag, orderId } }) => ({
      instanceId,
      release: (bench) =>
        sendMessage(bench, 'the release of the run’s licenses', {
          ...createMessage(bench, 'releaseLicense', { instanceId, orderId: String(orderId) }),
          ...omitUndefined({ testFlag: typeof testFlag === 'string' ? testFlag : undefined }),
        }),
    })),
}
