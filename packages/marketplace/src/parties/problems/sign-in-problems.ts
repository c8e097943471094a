import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of signing in: passwords, sessions, links to an account. */
export const signInProblems = {
  sign_in_required: { kind: 'unauthenticated', zh: '请先登录。', en: 'Sign in to continue.' },
  sign_in_refused: {
    kind: 'unauthenticated',
    zh: '邮箱或密码错误。',
    en: 'Wrong email or password.',
  },
  second_factor_needed: {
    kind: 'unauthenticated',
    zh: '此账号已启用两步验证，请在登录页完成第二步。',
    en: 'This account has two-step sign-in. Finish the second step on the sign-in page.',
  },
  second_factor_missing: {
    kind: 'refused',
    zh: '请同时完成两步验证。',
    en: 'Confirm this with your second factor as well.',
  },
  sign_in_step_over: {
    kind: 'unauthenticated',
    zh: '登录已超时，请重新输入邮箱和密码。',
    en: 'This sign-in has expired. Enter your email and password again.',
  },
  no_mail: {
    kind: 'refused',
    zh: '云商店不发送邮件。请联系主账号重置密码，主账号请联系运营人员。',
    en: 'This marketplace does not send emails. Ask an owner to reset your password. Owners can ask an operator.',
  },
  owner_reset_unknown: { kind: 'not_found', zh: '重置请求不存在。', en: 'Reset request not found.' },
  owner_reset_of_operator: {
    kind: 'refused',
    zh: '运营人员的密码由其主账号重置。无法完成两步验证时，可在服务器上运行 loggia operator reset-password 重置。',
    en: 'Only an owner among the operators can reset an operator’s password. If the second step of the sign-in is not possible any more, run loggia operator reset-password on the server.',
  },
  owner_reset_waiting: {
    kind: 'conflict',
    zh: '此成员已有待确认的重置请求。',
    en: 'This member already has a reset request to confirm.',
  },
  owner_reset_decided: {
    kind: 'conflict',
    zh: '此请求已处理。',
    en: 'This request has already been decided.',
  },
  owner_reset_own: {
    kind: 'forbidden',
    zh: '须由另一位运营人员确认。',
    en: 'Another operator must confirm this.',
  },
  link_unusable: {
    kind: 'refused',
    zh: '链接无效、已过期或已使用，请重新获取。',
    en: 'This link is invalid, has expired or has already been used. Get a new one.',
  },
  reset_limited: {
    kind: 'limited',
    zh: '请求过于频繁，请在 {retryAfter} 秒后再试。',
    en: 'Too many requests. Try again in {retryAfter} s.',
  },
  email_unconfirmed: {
    kind: 'refused',
    zh: '邮箱尚未确认。确认链接已重新发送，请查收邮件。',
    en: 'Your email address is not confirmed yet. We have sent the link again: check your inbox.',
  },
  sign_in_limited: {
    kind: 'limited',
    zh: '登录失败次数过多，请在 {retryAfter} 秒后再试。',
    en: 'Too many failed sign-ins. Try again in {retryAfter} s.',
  },
  passwords_busy: {
    kind: 'limited',
    zh: '当前登录人数较多，请在 {retryAfter} 秒后再试。',
    en: 'Too many people are signing in at the moment. Try again in {retryAfter} s.',
  },
  password_unfit: {
    kind: 'invalid',
    field: 'password',
    zh: '密码长度须为 {min} 至 {max} 个字符。',
    en: 'A password must have {min} to {max:character/characters}.',
  },
  password_weak: {
    kind: 'invalid',
    field: 'password',
    zh: '密码过于简单。须至少 {min} 个字符，其中至少 {distinct} 个互不相同，不能包含邮箱名，也不能由常见词语、键盘顺序或年份组成。',
    en: 'This password is too easy to guess. Use at least {min:character/characters}, {distinct} of them different. It must not contain the name in your email address, or be only common words, keyboard patterns or years.',
  },
  password_wrong: {
    kind: 'refused',
    field: 'current',
    zh: '当前密码错误。',
    en: 'The current password is wrong.',
  },
  password_same: {
    kind: 'invalid',
    field: 'password',
    zh: '新密码不能与当前密码相同。',
    en: 'The new password must be different from the current one.',
  },
  password_must_change: {
    kind: 'forbidden',
    zh: '请先修改初始密码，再继续操作。',
    en: 'Change your initial password before you continue.',
  },
  session_unknown: {
    kind: 'not_found',
    zh: '此登录设备不存在或已下线。',
    en: 'This session does not exist or has already ended.',
  },
} as const satisfies Record<string, ProblemSpec>
