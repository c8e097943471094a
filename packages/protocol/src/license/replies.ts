import type { LicenseResultCode } from './result-codes.ts'

/** The reply of activities that answer with a result only. */
export type OutcomeReply = { resultCode: string; resultMsg?: string | undefined }

/** The request was carried out. */
export const replySucceeded = (): OutcomeReply => ({ resultCode: '000000', resultMsg: 'success.' })
/** The request was refused; `resultMsg` says why and is cut to the 255 characters of the table. */
export const replyRefused = (
  resultCode: Exclude<LicenseResultCode, '000000'>,
  resultMsg: string,
): OutcomeReply => ({ resultCode, resultMsg: resultMsg.slice(0, 255) || resultCode })
