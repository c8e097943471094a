import { defined } from '@loggia/kernel'
import { decodeObject } from '@loggia/protocol/wire'
import type { Plan } from '../engine/plan.ts'
import { step } from '../engine/check.ts'
import { openedBy } from '../purchases/opened.ts'
import { unknownId } from '../purchases/ids.ts'
import { messageOf } from './messages.ts'
import { firstOpening, sendMessage } from './steps.ts'

const knock = step('a queryInstance before all else', (bench) =>
  sendMessage(bench, 'a queryInstance before all else', messageOf(bench, 'queryInstance', unknownId(bench)), {
    meant: 'either',
  }),
)

/** What a run of SaaS V2.0 does besides its checks. */
export const saasV2Plan: Plan = {
  gate: [knock, firstOpening],
  openedBy: (made) =>
    openedBy(made, ({ request }) => {
      const decoded = decodeObject(request.body)
      return decoded.ok ? decoded.value : undefined
    }).map(({ instanceId, message: { testFlag } }) => ({
      instanceId,
      release: (bench) =>
        sendMessage(bench, 'the release of what the run opened', {
          ...messageOf(bench, 'releaseInstance', instanceId),
          ...defined({ testFlag }),
        }),
    })),
}
