import { isLicenseResultCode, replyRefused, replySucceeded } from '@loggia/protocol/license/code'
import type { LicenseResultCode } from '@loggia/protocol/license/code'
import { writeReply } from '@loggia/protocol/wire'
import { toResultCode } from '../refusals.ts'
import type { RefusalName } from '../refusals.ts'
import type { Outcome } from '../requests.ts'
import { refuseToWrite } from './refuse-to-write.ts'

/** Writes the replies that all license protocols have: a result and nothing else. */
export function writeLicenseOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return writeReply(replySucceeded())
    case 'under way':
      return writeReply(replyRefused('000004', 'The request is being processed.'))
    case 'refused':
      return writeReply(replyRefused(toLicenseCode(outcome.code), outcome.message))
    case 'opened':
    case 'opening':
    case 'issued':
    case 'described':
      return refuseToWrite(outcome)
  }
}

/** Refusals of an opening that only SaaS has are a resource that is not there. */
function toLicenseCode(name: RefusalName): Exclude<LicenseResultCode, '000000'> {
  const code = toResultCode(name)
  return isLicenseResultCode(code) ? code : '000100'
}
