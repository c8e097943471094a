import { createAnswers } from './answers.ts'
import { createCalling } from './calling.ts'
import type { LicenseContext } from './context.ts'
import { createDevices } from './devices.ts'
import { createFacts } from './facts.ts'
import { createIssuing } from './issuing.ts'
import { createLists } from './lists.ts'
import { createOpening } from './opening.ts'
import { createRenewals } from './renewals.ts'
import { createRunning } from './running.ts'
import { createSoftware } from './software.ts'
import { createTestCodes } from './test-codes.ts'
import { createUploads } from './uploads.ts'

export type Licenses = ReturnType<typeof createLicenses>

/** Licenses: what buyers get for deliveries of the type, from the payment to the end of the service. */
export function createLicenses(context: LicenseContext) {
  const calling = createCalling(context)
  const devices = createDevices(context, calling)
  const renewals = createRenewals(context, devices)
  return {
    refuseTaken: calling.refuseTaken,
    apply: devices.apply,
    applyAgain: devices.applyAgain,
    ...createAnswers(context, calling, devices),
    ...createFacts(context),
    noteUnissued: devices.noteUnissued,
    ...createIssuing(context, { calling, devices, renewals }),
    ...createLists(context),
    ...createOpening(context),
    ...createRunning(context, calling, renewals),
    ...createSoftware(context),
    ...createTestCodes(context),
    ...createUploads(context, devices),
  }
}
