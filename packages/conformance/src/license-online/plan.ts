import { omitUndefined } from '@loggia/kernel'
import { decodeObject } from '@loggia/protocol/wire'
import { defineStep } from '../engine/check.ts'
import type { Plan } from '../engine/plan.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { listOpenedBy } from '../purchases/opened.ts'
import { sendMessage } from '../stamped/instances.ts'
import { createMessage } from './messages.ts'
import { firstOpening } from './steps.ts'

const knock = defineStep('the first getLicenseAsync', (bench) =>
  sendMessage(
    bench,
    'the first getLicenseAsync',
    createMessage(bench, 'getLicenseAsync', createUnknownId(bench)),
    { meant: 'either' },
  ),
)

/** What a run of online activation does in addition to its checks. */
export const licenseOnlinePlan: Plan = {
  gate: [knock, firstOpening],
  openedBy: (made) =>
    listOpenedBy(made, ({ request }) => {
      const decoded = decodeObject(request.body)
      return decoded.ok ? decoded.value : undefined
    }).map(({ instanceId, message: { testFlag } }) => ({
      instanceId,
      release: (bench) =>
        sendMessage(bench, 'the release of the run’s instances', {
          ...createMessage(bench, 'releaseInstance', instanceId),
          ...omitUndefined({ testFlag }),
        }),
    })),
}
