import { defineStep } from '../engine/check.ts'
import type { Plan } from '../engine/plan.ts'
import { createUnknownId } from '../purchases/ids.ts'
import { sendMessage } from '../stamped/instances.ts'
import { renewals } from './lives.ts'
import { createMessage } from './messages.ts'

const knock = defineStep('the first updateLicenseCodeStatus', (bench) =>
  sendMessage(
    bench,
    'the first updateLicenseCodeStatus',
    createMessage(bench, 'updateLicenseCodeStatus', createUnknownId(bench, 'license')),
    { meant: 'either' },
  ),
)

/** What a run of these callbacks does in addition to its checks: nothing is opened, because the marketplace makes codes. */
export const licenseCodePlan: Plan = { gate: [knock, renewals.renewal], openedBy: () => [] }
