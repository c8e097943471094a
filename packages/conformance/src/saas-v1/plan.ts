import { defined } from '@loggia/kernel'
import type { Plan } from '../engine/plan.ts'
import { step } from '../engine/check.ts'
import { openedBy } from '../purchases/opened.ts'
import { unknownId } from '../purchases/ids.ts'
import { messageOf } from './messages.ts'
import { firstOpening, parametersIn, sendMessage } from './steps.ts'

const knock = step('a queryInstance before all else', (bench) =>
  sendMessage(bench, 'a queryInstance before all else', messageOf(bench, 'queryInstance', unknownId(bench)), {
    meant: 'either',
  }),
)

/** What a run of SaaS V1.0 does besides its checks. */
export const saasV1Plan: Plan = {
  gate: [knock, firstOpening],
  openedBy: (made) =>
    openedBy(made, parametersIn).map(({ instanceId, message: { testFlag } }) => ({
      instanceId,
      release: (bench) =>
        sendMessage(bench, 'the release of what the run opened', {
          ...messageOf(bench, 'releaseInstance', instanceId),
          ...defined({ testFlag: typeof testFlag === 'string' ? testFlag : undefined }),
        }),
    })),
}
