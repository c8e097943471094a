import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of the second factor. */
export const factorProblems = {
  code_refused: {
    kind: 'refused',
    field: 'code',
    zh: '验证码错误、已过期或已使用，请输入新的验证码。',
    en: 'This code is wrong, has expired or has already been used. Enter a new one.',
  },
  recovery_code_refused: {
    kind: 'refused',
    field: 'code',
    zh: '恢复码错误或已使用。',
    en: 'This recovery code is wrong or has already been used.',
  },
  passkey_refused: {
    kind: 'refused',
    zh: '无法验证此通行密钥，请重试或换用其他方式。',
    en: 'This passkey could not be verified. Try again, or use another way.',
  },
  passkeys_unavailable: {
    kind: 'refused',
    zh: '当前网址不支持通行密钥，云商店须通过域名访问。',
    en: 'Passkeys cannot be used at this address. The marketplace needs a domain name.',
  },
  passkeys_many: {
    kind: 'refused',
    zh: '最多添加 {most} 个通行密钥，请先移除不用的。',
    en: 'You can have up to {most:passkey/passkeys}. Remove one that you no longer use.',
  },
  passkey_known: {
    kind: 'conflict',
    zh: '此通行密钥已添加。',
    en: 'This passkey has already been added.',
  },
  passkey_unknown: { kind: 'not_found', zh: '通行密钥不存在。', en: 'Passkey not found.' },
  totp_exists: {
    kind: 'conflict',
    zh: '已设置身份验证器，请先移除再重新设置。',
    en: 'You already have an authenticator app. Remove it to set up another.',
  },
  totp_unknown: {
    kind: 'not_found',
    zh: '身份验证器未设置，或设置已超时，请重新开始。',
    en: 'There is no authenticator app, or setting it up took too long. Start again.',
  },
  factor_must_be_added: {
    kind: 'forbidden',
    zh: '运营人员须先设置两步验证，再继续操作。',
    en: 'Operators must set up two-step sign-in before they continue.',
  },
  factor_unknown: {
    kind: 'refused',
    zh: '请先设置身份验证器或通行密钥。',
    en: 'Set up an authenticator app or a passkey first.',
  },
  factor_required: {
    kind: 'refused',
    zh: '运营人员须保留至少一种两步验证方式，请先添加另一种。',
    en: 'Operators must keep a second factor. Add another one first.',
  },
} as const satisfies Record<string, ProblemSpec>
