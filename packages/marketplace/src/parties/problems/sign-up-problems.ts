import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of signing up. */
export const signUpProblems = {
  email_taken: {
    kind: 'conflict',
    field: 'email',
    zh: '此邮箱已注册账号。',
    en: 'An account with this email already exists.',
  },
  email_reserved: {
    kind: 'invalid',
    field: 'email',
    zh: '此域名没有邮箱，请填写可以收信的邮箱。',
    en: 'This domain has no mailboxes. Enter an email that receives letters.',
  },
  sign_up_closed: {
    kind: 'refused',
    zh: '本云商店未开放注册，账号由运营人员创建。',
    en: 'This marketplace does not take sign-ups. Operators create the accounts.',
  },
  sign_up_limited: {
    kind: 'limited',
    zh: '当前网络的注册次数过多，请在 {retryAfter} 秒后再试。',
    en: 'Too many sign-ups from your network. Try again in {retryAfter} s.',
  },
  sign_up_waiting: {
    kind: 'refused',
    zh: '账号正在等待运营人员审核，通过后即可登录。',
    en: 'An operator has not approved your account yet. You can sign in once it is approved.',
  },
  sign_up_rejected: {
    kind: 'refused',
    zh: '账号未通过审核，不能登录。',
    en: 'An operator rejected this account, so it cannot be used.',
  },
  sign_up_unknown: {
    kind: 'not_found',
    zh: '此注册不存在或已处理。',
    en: 'This sign-up does not exist or has already been decided.',
  },
  organisation_missing: {
    kind: 'invalid',
    field: 'organisation',
    zh: '请填写企业名称。',
    en: 'Enter the company name.',
  },
} as const satisfies Record<string, ProblemSpec>
