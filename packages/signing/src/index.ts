export { saasV2WindowMs, signSaasV2, verifySaasV2 } from './saas-v2.ts'
export type {
  SaasV2Refusal,
  SaasV2Signature,
  SaasV2Signing,
  SaasV2Verdict,
  SaasV2Verification,
} from './saas-v2.ts'
export { sortedForm } from './body-forms.ts'
export type { BodyForm } from './body-forms.ts'
export { createMemoryNonceStore } from './nonces.ts'
export type { MemoryNonceStore, MemoryNonceStoreOptions, NonceStore } from './nonces.ts'
export { bodySignHeader, signBody, verifyBodySign } from './body-sign.ts'
export type { BodySignRefusal, BodySignVerdict } from './body-sign.ts'
export { fieldKey, openField, sealField, sha1Prng } from './aes-fields.ts'
export type { FieldKeyBits, FieldSealing } from './aes-fields.ts'
export { openAppInfo } from './app-info.ts'
export type { OpenedReply, SealableAppInfo, SealableReply } from './app-info.ts'
export { akSkWindowMs, readAkSk, signAkSk, verifyAkSk } from './ak-sk.ts'
export type { AkSkClaim, AkSkRefusal, AkSkSignature, AkSkVerdict } from './ak-sk.ts'
export type { AkSkDeviation, AkSkRequest } from './ak-sk-canonical.ts'
export type { AkSkMistake } from './ak-sk-mistakes.ts'
