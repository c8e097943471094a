import { omitUndefined } from '@loggia/kernel'
import { decodeObject } from '@loggia/protocol/wire'
import type { Plan } from '../engine/plan.ts'
import { defineStep } from '../engine/check.ts'
import { listOpenedBy } from '../purchases/opened.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { createMessage } from './messages.ts'
import { firstOpening, sendMessage } from './steps.ts'

const knock = defineStep('the first queryInstance', (bench) =>
  sendMessage(
    bench,
    'the first queryInstance',
    createMessage(bench, 'queryInstance', createUnknownId(bench)),
    {
      meant: 'either',
    },
  ),
)

/** What a run of SaaS V2.0 does in addition to its checks. */
export const saasV2Plan: Plan = {
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
