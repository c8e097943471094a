import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, timeSchema } from '../values.ts'

/** Bytes as browsers write them (base64url). */
const bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(most)
const credential = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
}

/** What a browser returns after a passkey has signed (WebAuthn §5.1.8, AuthenticationResponseJSON). */
export const assertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(2000),
    userHandle: bytes(100).optional(),
  }),
})
export type Assertion = z.infer<typeof assertionSchema>

/** What a browser returns for a new passkey (RegistrationResponseJSON). */
export const registrationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(40_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})
export type Registration = z.infer<typeof registrationSchema>

const descriptor = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()),
})
/** For `navigator.credentials.get` (PublicKeyCredentialRequestOptionsJSON). */
const requestOptionsSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(descriptor),
})
export type RequestOptions = z.infer<typeof requestOptionsSchema>
/** For `navigator.credentials.create` (PublicKeyCredentialCreationOptionsJSON). */
const creationOptionsSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
})
export type CreationOptions = z.infer<typeof creationOptionsSchema>

/** Proof of a second factor: a code of the authenticator app, a recovery code, or a signature of a passkey. */
export const secondProofSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('totp'), code: z.string().trim().min(1).max(20) }),
  z.object({ kind: z.literal('recovery'), code: z.string().trim().min(1).max(40) }),
  z.object({ kind: z.literal('passkey'), response: assertionSchema }),
])
export type SecondProof = z.infer<typeof secondProofSchema>

const current = z.string().min(1).max(200)
/** The proof is required of a member who has a second factor. */
const confirmed = z.object({ current, proof: secondProofSchema.optional() })
const passkeyName = z.string().trim().min(1).max(60)
const passkeySchema = z.object({
  id: defineId('pky'),
  name: z.string(),
  addedAt: timeSchema,
  usedAt: timeSchema.optional(),
})
export type Passkey = z.infer<typeof passkeySchema>
/** Ten codes, shown once; absent if the member has codes already. */
const recoveryCodes = z.array(z.string())
const ofPasskey = z.object({ passkeyId: defineId('pky') })

/** Second factors; the routes that answer with a session are in `session.ts`. */
export const factorRoutes = defineRoutes({
  'POST /api/session/second-factor/challenge': {
    summary: {
      en: 'Get what a passkey has to sign as the second factor',
      zh: '获取以通行密钥完成两步验证所需的签名请求',
    },
    role: 'anyone',
    reply: z.object({ options: requestOptionsSchema }),
  },
  'POST /api/session/passkey/challenge': {
    summary: { en: 'Get what a passkey has to sign to sign in', zh: '获取以通行密钥登录所需的签名请求' },
    role: 'anyone',
    reply: z.object({ options: requestOptionsSchema }),
  },
  'GET /api/profile/factors': {
    summary: { en: 'Get your second factors', zh: '查询自己的两步验证方式' },
    role: 'member',
    reply: z.object({
      totp: z.object({ addedAt: timeSchema }).nullable(),
      passkeys: z.array(passkeySchema),
      recoveryCodesLeft: z.number().int(),
      /** Whether passkeys can be used at the address of this marketplace. */
      canUsePasskeys: z.boolean(),
      /** Whether the member has to keep a second factor. */
      isRequired: z.boolean(),
    }),
  },
  'POST /api/profile/factors/challenge': {
    summary: {
      en: 'Get what a passkey has to sign to confirm a change',
      zh: '获取以通行密钥确认更改所需的签名请求',
    },
    role: 'member',
    reply: z.object({ options: requestOptionsSchema }),
  },
  'POST /api/profile/totp': {
    summary: {
      en: 'Create the secret of an authenticator app; it counts once a code confirms it',
      zh: '创建身份验证器密钥，提交验证码确认后生效',
    },
    role: 'member',
    body: confirmed,
    reply: z.object({ secret: z.string(), uri: z.string() }),
    status: 201,
  },
  'POST /api/profile/totp/confirmation': {
    summary: {
      en: 'Confirm the authenticator app with a code; ends your other sessions',
      zh: '以验证码确认身份验证器，并结束自己的其他会话',
    },
    role: 'member',
    body: z.object({ code: z.string().trim().min(1).max(20) }),
    reply: z.object({ recoveryCodes: recoveryCodes.optional() }),
  },
  'POST /api/profile/totp/removal': {
    summary: {
      en: 'Remove the authenticator app; ends your other sessions',
      zh: '移除身份验证器，并结束自己的其他会话',
    },
    role: 'member',
    body: confirmed,
    reply: nothing,
    status: 204,
  },
  'POST /api/profile/passkeys/options': {
    summary: { en: 'Get what a new passkey has to sign', zh: '获取添加通行密钥所需的签名请求' },
    role: 'member',
    body: confirmed,
    reply: z.object({ options: creationOptionsSchema }),
  },
  'POST /api/profile/passkeys': {
    summary: { en: 'Add a passkey; ends your other sessions', zh: '添加通行密钥，并结束自己的其他会话' },
    role: 'member',
    body: z.object({ name: passkeyName, response: registrationSchema }),
    reply: z.object({ passkey: passkeySchema, recoveryCodes: recoveryCodes.optional() }),
    status: 201,
  },
  'PUT /api/profile/passkeys/:passkeyId': {
    summary: { en: 'Rename a passkey', zh: '重命名通行密钥' },
    role: 'member',
    params: ofPasskey,
    body: z.object({ name: passkeyName }),
    reply: nothing,
    status: 204,
  },
  'POST /api/profile/passkeys/:passkeyId/removal': {
    summary: { en: 'Remove a passkey; ends your other sessions', zh: '移除通行密钥，并结束自己的其他会话' },
    role: 'member',
    params: ofPasskey,
    body: confirmed,
    reply: nothing,
    status: 204,
  },
  'POST /api/profile/recovery-codes': {
    summary: {
      en: 'Create ten new recovery codes; earlier ones can no longer be used',
      zh: '重新生成 10 个恢复码，原有恢复码失效',
    },
    role: 'member',
    body: confirmed,
    reply: z.object({ recoveryCodes }),
    status: 201,
  },
})
