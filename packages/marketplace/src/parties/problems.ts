import { defineProblems } from '@loggia/kernel'

export const partyProblems = defineProblems('parties', {
  sign_in_required: { kind: 'unauthenticated', zh: '请先登录。', en: 'Sign in to continue.' },
  sign_in_refused: {
    kind: 'unauthenticated',
    zh: '邮箱或密码错误。',
    en: 'Wrong email or password.',
  },
  no_mail: {
    kind: 'refused',
    zh: '云商店不发送邮件。请联系主账号重置密码，主账号请联系运营人员。',
    en: 'This marketplace does not send emails. Ask an owner to reset your password. Owners can ask an operator.',
  },
  owner_reset_unknown: { kind: 'not_found', zh: '重置请求不存在。', en: 'Reset request not found.' },
  owner_reset_of_operator: {
    kind: 'refused',
    zh: '运营人员的密码由其主账号重置。',
    en: 'Only an owner among the operators can reset an operator’s password.',
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
  members_limited: {
    kind: 'limited',
    zh: '添加成员或重置密码过于频繁，请在 {retryAfter} 秒后再试。',
    en: 'You have added members or reset passwords too often. Try again in {retryAfter} s.',
  },
  not_a_buyer: {
    kind: 'forbidden',
    zh: '此账号不是买家账号。',
    en: 'This account does not belong to a buyer.',
  },
  not_a_seller: {
    kind: 'forbidden',
    zh: '此账号不是商家账号。',
    en: 'This account does not belong to a seller.',
  },
  not_an_operator: {
    kind: 'forbidden',
    zh: '只有云商店运营人员可以执行此操作。',
    en: 'Only marketplace operators can do this.',
  },
  buyer_not_found: { kind: 'not_found', zh: '买家不存在。', en: 'Buyer not found.' },
  verification_same: {
    kind: 'invalid',
    zh: '此买家已是所选的认证级别。',
    en: 'The buyer already has this verification level.',
  },
  level_same: {
    kind: 'invalid',
    zh: '此买家已是所选的客户等级。',
    en: 'The buyer already has this customer level.',
  },
  seller_not_found: { kind: 'not_found', zh: '商家不存在。', en: 'Seller not found.' },
  email_taken: {
    kind: 'conflict',
    zh: '此邮箱已注册账号。',
    en: 'An account with this email already exists.',
  },
  password_unfit: {
    kind: 'invalid',
    zh: '密码长度须为 {min} 至 {max} 个字符。',
    en: 'A password must have {min} to {max} characters.',
  },
  password_weak: {
    kind: 'invalid',
    zh: '密码过于简单。须至少 {min} 个字符，其中至少 {distinct} 个互不相同，不能包含邮箱名，也不能由常见词语、键盘顺序或年份组成。',
    en: 'This password is too easy to guess. Use at least {min} characters, {distinct} of them different. It must not contain the name in your email address, or be only common words, keyboard patterns or years.',
  },
  password_wrong: { kind: 'refused', zh: '当前密码错误。', en: 'The current password is wrong.' },
  password_same: {
    kind: 'invalid',
    zh: '新密码不能与当前密码相同。',
    en: 'The new password must be different from the current one.',
  },
  password_must_change: {
    kind: 'forbidden',
    zh: '请先修改初始密码，再继续操作。',
    en: 'Change your initial password before you continue.',
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
    zh: '请填写企业名称。',
    en: 'Enter the company name.',
  },
  session_unknown: {
    kind: 'not_found',
    zh: '此登录设备不存在或已下线。',
    en: 'This session does not exist or has already ended.',
  },
  right_missing: {
    kind: 'forbidden',
    zh: '您没有此操作的权限，可由主账号授权。',
    en: 'You do not have permission for this. An owner can grant it.',
  },
  member_unknown: { kind: 'not_found', zh: '成员不存在。', en: 'Member not found.' },
  member_elsewhere: {
    kind: 'refused',
    zh: '此成员同时属于其他组织，密码只能由本人修改。',
    en: 'This member also belongs to another organisation, so only they can change their password.',
  },
  grant_unknown: { kind: 'invalid', zh: '权限不存在：{grants}。', en: 'Unknown permission: {grants}.' },
  grant_not_held: {
    kind: 'forbidden',
    zh: '您没有其中部分权限，不能授予他人，也不能修改拥有这些权限的成员。',
    en: 'You do not have all of these permissions yourself, so you cannot grant them or manage members who have them.',
  },
  own_membership: {
    kind: 'refused',
    zh: '不能修改自己的权限，也不能停用自己。请由另一位主账号处理。',
    en: 'You cannot change your own permissions or suspend yourself. Another owner can.',
  },
  main_only: {
    kind: 'forbidden',
    zh: '只有主账号可以指定或管理主账号。',
    en: 'Only an owner can appoint or manage owners.',
  },
  last_main: {
    kind: 'refused',
    zh: '至少须保留一个可以登录的主账号。',
    en: 'At least one owner must be able to sign in.',
  },
  application_unknown: {
    kind: 'not_found',
    zh: '入驻申请不存在。',
    en: 'Application not found.',
  },
  company_staff_few: {
    kind: 'refused',
    rule: 'R81',
    zh: '入驻企业须至少有 {least} 名技术与服务人员。',
    en: 'A company must have at least {least} technical and support staff to sell here.',
  },
  company_too_young: {
    kind: 'refused',
    rule: 'R81',
    zh: '入驻企业须成立满 {years} 年。',
    en: 'The company was founded too recently to sell here. The minimum age in years is {years}.',
  },
  company_capital_low: {
    kind: 'refused',
    rule: 'R81',
    zh: '入驻企业的注册资本须至少为 {least} 元。',
    en: 'A company must have a registered capital of at least {least} yuan to sell here.',
  },
  company_support_short: {
    kind: 'refused',
    rule: 'R81',
    zh: '入驻企业须每周至少 {days} 天、每天至少 {hours} 小时提供服务支持。',
    en: 'A company must offer support at least {days} days a week, {hours} hours a day, to sell here.',
  },
  application_open: {
    kind: 'conflict',
    zh: '您或此企业已有一份正在处理的入驻申请。',
    en: 'You or this company already have an application in review.',
  },
  application_opened: {
    kind: 'conflict',
    rule: 'R58',
    zh: '审核已经开始，不能再撤回申请。',
    en: 'The review has started, so the application can no longer be withdrawn.',
  },
  change_open: {
    kind: 'conflict',
    zh: '已有一份申请正在审核。请撤回此申请，或等待审核完成。',
    en: 'You already have an application in review. Withdraw it, or wait for the decision.',
  },
  nothing_changed: {
    kind: 'invalid',
    zh: '资料没有变化，无需提交审核。',
    en: 'Nothing has changed, so there is nothing to review.',
  },
  registration_number_fixed: {
    kind: 'refused',
    rule: 'R83',
    zh: '商家的主体不能更换，登记号须保持为 {registrationNumber}。',
    en: 'A seller’s legal entity cannot be changed. The registration number must remain {registrationNumber}.',
  },
  registration_number_missing: {
    kind: 'invalid',
    rule: 'R4',
    zh: '企业认证须提供登记号，请填写。',
    en: 'Company verification needs a registration number.',
  },
  application_closed: {
    kind: 'conflict',
    zh: '此申请已审核完成或已撤回。',
    en: 'This application has already been decided or withdrawn.',
  },
  application_not_claimed: {
    kind: 'refused',
    zh: '请先领取此申请，再审核。',
    en: 'Claim the application before you decide on it.',
  },
  applicant_not_main: {
    kind: 'forbidden',
    rule: 'R80',
    zh: '入驻申请须由主账号提交。',
    en: 'Only an owner can apply to sell.',
  },
  already_seller: {
    kind: 'conflict',
    zh: '此账号已属于一个商家。',
    en: 'This account already belongs to a seller.',
  },
  company_onboarded: {
    kind: 'conflict',
    rule: 'R80',
    zh: '登记号为 {registrationNumber} 的企业已入驻。',
    en: 'The company with the registration number {registrationNumber} already sells here.',
  },
  cursor_malformed: {
    kind: 'invalid',
    zh: '翻页位置无效，请回到第一页重新加载。',
    en: 'This position in the list is not valid. Start again from the first page.',
  },
  reason_missing: { kind: 'invalid', zh: '请填写驳回原因。', en: 'Enter a reason for the rejection.' },
})
