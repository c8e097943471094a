import { omitUndefined } from '@loggia/kernel'
import type { Plan } from '../engine/plan.ts'
import { defineStep } from '../engine/check.ts'
import { listOpenedBy } from '../purchases/opened.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { createMessage } from './messages.ts'
import { firstOpening, readParameters, sendMessage } from './steps.ts'

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

/** What a run of SaaS V1.0 does in addition to its checks. */
export const saasV1Plan: Plan = {
  gate: [knock, firstOpening],
  openedBy: (made) =>
    listOpenedBy(made, readParameters).map(({ instanceId, message: { testFlag } }) => ({
      instanceId,
      release: (bench) =>
        sendMessage(bench, 'the release of the run’s instances', {
          ...createMessage(bench, 'releaseInstance', instanceId),
          ...omitUndefined({ testFlag: typeof testFlag === 'string' ? testFlag : undefined }),
        }),
    })),
}
