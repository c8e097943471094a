export { saasV2WindowMs, signSaasV2, verifySaasV2 } from './saas-v2.ts'
export type {
  SaasV2Refusal,
  SaasV2Signature,
  SaasV2Signing,
  SaasV2Verdict,
  SaasV2Verification,
} from './saas-v2.ts'
export { signKitV2, verifyKitV2 } from './kit-v2.ts'
export type { KitV2Headers, KitV2Refusal, KitV2Signing, KitV2Verdict, KitV2Verification } from './kit-v2.ts'
export { listBodyForms, toSortedForm } from './body-forms.ts'
export type { BodyForm } from './body-forms.ts'
export { createMemoryNonceStore } from './nonces.ts'
export type { MemoryNonceStore, MemoryNonceStoreOptions, NonceStore } from './nonces.ts'
export { signSaasV1, verifySaasV1 } from './saas-v1.ts'
export type {
  Freshness,
  SaasV1Refusal,
  SaasV1Signature,
  SaasV1Signing,
  SaasV1Verdict,
  SaasV1Verification,
} from './saas-v1.ts'
export { readBodyPairs, signSaasV1Body, verifySaasV1Body } from './saas-v1-body.ts'
export type { SaasV1BodyRefusal, SaasV1BodyVerdict } from './saas-v1-body.ts'
export type { SaasV1Mistake } from './saas-v1-mistakes.ts'
export { computeAuthToken, writeCanonicalPairs } from './saas-v1-pairs.ts'
export type { SaasV1Pair } from './saas-v1-pairs.ts'
export { formatTimeStamp, parseTimeStamp } from './time-stamp.ts'
export { encodePercent, readQuery, writeQuery } from './query.ts'
export type { QueryParameter } from './query.ts'
export { bodySignHeader, listBodySignValues, signBody, verifyBodySign } from './body-sign.ts'
export type { BodySignRefusal, BodySignVerdict, ReplyHeaders } from './body-sign.ts'
export { deriveFieldKey, openField, sealField, deriveBySha1Prng } from './aes-fields.ts'
export type { FieldKeyBits, FieldSealing } from './aes-fields.ts'
export { decryptSecret, encryptSecret, computeMostSecretBytes, oaepHashes } from './rsa-oaep.ts'
export type { OaepHashes } from './rsa-oaep.ts'
export { leastModulusBits, readPrivateKey, readPublicKey } from './rsa-keys.ts'
export type { ReadRsaKey, RsaKeyFault } from './rsa-keys.ts'
export { openAppInfo, openSaasV1AppInfo } from './app-info.ts'
export type { OpenedReply, SealableAppInfo, SealableReply } from './app-info.ts'
export { akSkWindowMs, readAkSk, signAkSk, verifyAkSk } from './ak-sk.ts'
export type { AkSkClaim, AkSkRefusal, AkSkSignature, AkSkVerdict } from './ak-sk.ts'
export type { AkSkDeviation, AkSkRequest } from './ak-sk-canonical.ts'
export type { AkSkMistake } from './ak-sk-mistakes.ts'
