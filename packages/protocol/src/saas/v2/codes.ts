export {
  isSaasResultCode as isSaasV2ResultCode,
  findResultCodeMeaning,
  resultCodes,
} from '../result-codes.ts'
export type { SaasResultCode as SaasV2ResultCode } from '../result-codes.ts'

/**
 * The result code for a request whose signature is refused (saas-v2 §2.2): `000002` if the timestamp or the nonce is
 * missing, malformed, stale or used, `000001` if the signature is wrong. `reason` is the refusal of the verification.
 */
export function toSignatureRefusalCode(reason: { code: string; parameter?: string }): '000001' | '000002' {
  if (reason.code === 'missing_parameter') return reason.parameter === 'signature' ? '000001' : '000002'
  return reason.code === 'signature_malformed' || reason.code === 'signature_differs' ? '000001' : '000002'
}
