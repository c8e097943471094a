import { omitUndefined } from '@loggia/kernel'
import { isLicenseResultCode } from '@loggia/protocol/license/v1'
import { done, toConfirmed, toRefused, unknownInstance } from '../outcomes.ts'
import type { LicenseAnswer, LicenseOperation, LicenseOutcome } from './operations.ts'

type Read = {
  readonly code: string
  readonly reply: { readonly resultMsg?: string | undefined; readonly instanceId?: string | undefined }
  /** Whether something is wrong with the signature of a reply that counts without one. */
  readonly isUnproven?: boolean
}

/** Reads a reply without more than its result. A license that the seller does not know counts as released. */
export function readResult(kind: LicenseOperation['kind'], read: Read): LicenseOutcome {
  const { code, reply } = read
  const isReleased = kind === 'release_license' && code === unknownInstance && read.isUnproven !== true
  if (code === done || isReleased) return toConfirmed<LicenseAnswer>(code, {})
  return toRefused({
    resultCode: code,
    isKnown: isLicenseResultCode(code),
    message: reply.resultMsg,
    reference: reply.instanceId,
  })
}

/** The data of an answer that names what the seller made. */
export const toAnswer = (data: { [Name in keyof LicenseAnswer]: LicenseAnswer[Name] | undefined }) =>
  omitUndefined(data)
