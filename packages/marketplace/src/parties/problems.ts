import { defineProblems } from '@loggia/kernel'

export const partyProblems = defineProblems('parties', {
  sign_in_required: { kind: 'unauthenticated', zh: '需要先登录', en: 'This needs you to sign in' },
  sign_in_refused: {
    kind: 'unauthenticated',
    zh: '邮箱与密码不匹配',
    en: 'This email and this password do not belong together',
  },
  sign_in_limited: {
    kind: 'limited',
    zh: '失败的登录次数过多，{retryAfter} 秒后可以再试',
    en: 'Too many sign-ins have failed; the next one is possible in {retryAfter} seconds',
  },
  passwords_busy: {
    kind: 'limited',
    zh: '正在核对的密码太多，{retryAfter} 秒后可以再试',
    en: 'Too many passwords are being checked; the next one is possible in {retryAfter} seconds',
  },
  members_limited: {
    kind: 'limited',
    zh: '添加成员或重置密码过于频繁，{retryAfter} 秒后可以再试',
    en: 'Too many members were added or passwords reset; the next one is possible in {retryAfter} seconds',
  },
  not_a_buyer: {
    kind: 'forbidden',
    zh: '这个账号不代表任何买家',
    en: 'This account does not act for a buyer',
  },
  not_a_seller: {
    kind: 'forbidden',
    zh: '这个账号不代表任何商家',
    en: 'This account does not act for a seller',
  },
  not_an_operator: {
    kind: 'forbidden',
    zh: '只有云商店运营人员可以这样做',
    en: 'Only an operator of the marketplace may do this',
  },
  buyer_not_found: { kind: 'not_found', zh: '没有这个买家', en: 'There is no such buyer' },
  verification_same: {
    kind: 'invalid',
    zh: '这个买家的认证级别已经是所选的级别',
    en: 'The buyer’s verification is the one that was chosen already',
  },
  level_same: {
    kind: 'invalid',
    zh: '这个买家的客户等级已经是所选的等级',
    en: 'The buyer’s level is the one that was chosen already',
  },
  seller_not_found: { kind: 'not_found', zh: '没有这个商家', en: 'There is no such seller' },
  email_taken: {
    kind: 'conflict',
    zh: '这个邮箱已有账号',
    en: 'There is already an account with this email',
  },
  password_unfit: {
    kind: 'invalid',
    zh: '密码须为 {min} 至 {max} 个字符',
    en: 'A password has {min} to {max} characters',
  },
  password_weak: {
    kind: 'invalid',
    zh: '这个密码太容易猜到：须有至少 {min} 个字符，其中至少 {distinct} 个互不相同，不含邮箱名，也不能是常见的词、键盘顺序或年份的组合',
    en: 'This password is too easy to guess: it must have at least {min} characters, {distinct} of them different, without the name of the mail box, and more than common words, rows of keys and years',
  },
  password_wrong: { kind: 'refused', zh: '现在的密码不对', en: 'This is not the present password' },
  password_same: {
    kind: 'invalid',
    zh: '新密码须与现在的不同',
    en: 'The new password must differ from the present one',
  },
  password_must_change: {
    kind: 'forbidden',
    zh: '先把初始密码改成自己的密码，然后才能继续',
    en: 'Change the initial password to one of your own first; then you can go on',
  },
  sign_up_closed: {
    kind: 'refused',
    zh: '这个云商店不开放自行注册，账号由运营人员开设',
    en: 'This marketplace takes no sign-ups; its operators open the accounts',
  },
  sign_up_limited: {
    kind: 'limited',
    zh: '这个网络地址的注册次数过多，{retryAfter} 秒后可以再试',
    en: 'Too many sign-ups from this address; the next one is possible in {retryAfter} seconds',
  },
  sign_up_waiting: {
    kind: 'refused',
    zh: '账号正在等待运营人员确认，确认后即可登录',
    en: 'This account waits for an operator to confirm it; then you can sign in',
  },
  sign_up_rejected: {
    kind: 'refused',
    zh: '运营人员没有确认这个账号',
    en: 'The operators have not confirmed this account',
  },
  sign_up_unknown: {
    kind: 'not_found',
    zh: '没有等待确认的这个注册',
    en: 'There is no such sign-up that waits',
  },
  organisation_missing: {
    kind: 'invalid',
    zh: '企业注册须写企业名称',
    en: 'An enterprise needs its name',
  },
  session_unknown: { kind: 'not_found', zh: '没有这个登录', en: 'There is no such session' },
  right_missing: {
    kind: 'forbidden',
    zh: '您没有这项权限（{right}），主账号可以授予',
    en: 'You lack the right for this ({right}); the main account can grant it',
  },
  member_unknown: { kind: 'not_found', zh: '没有这个成员', en: 'There is no such member' },
  member_elsewhere: {
    kind: 'refused',
    zh: '这个成员还属于另一方，只能自己修改密码',
    en: 'This member acts for another party too, so only they can change the password',
  },
  grant_unknown: { kind: 'invalid', zh: '没有这样的权限：{grants}', en: 'There is no such right: {grants}' },
  grant_not_held: {
    kind: 'forbidden',
    zh: '您自己没有这些权限，不能授予或处置：{grants}',
    en: 'You do not have these rights yourself, so you cannot give them or decide about them: {grants}',
  },
  own_membership: {
    kind: 'refused',
    zh: '不能修改自己的权限或停用自己，请另一位主账号处理',
    en: 'Nobody changes their own rights or access; another main account can',
  },
  main_only: {
    kind: 'forbidden',
    zh: '只有主账号可以授予或处置主账号',
    en: 'Only a main account decides about main accounts',
  },
  last_main: {
    kind: 'refused',
    zh: '至少要留一个可以登录的主账号',
    en: 'At least one main account that may sign in must remain',
  },
  application_unknown: {
    kind: 'not_found',
    zh: '没有这个入驻申请',
    en: 'There is no such application',
  },
  company_staff_few: {
    kind: 'refused',
    zh: '入驻的公司至少有 {least} 名技术与服务人员（R81）',
    en: 'A company that applies has at least {least} technical and service staff (R81)',
  },
  company_too_young: {
    kind: 'refused',
    zh: '入驻的公司须成立满 {years} 年（R81）',
    en: 'A company that applies was founded at least {years} years ago (R81)',
  },
  company_capital_low: {
    kind: 'refused',
    zh: '入驻的公司注册资本至少为 {least} 元（R81）',
    en: 'A company that applies has a registered capital of at least {least} yuan (R81)',
  },
  company_support_short: {
    kind: 'refused',
    zh: '入驻的公司每周至少提供 {days} 天、每天 {hours} 小时的服务支持（R81）',
    en: 'A company that applies offers support on at least {days} days a week for {hours} hours (R81)',
  },
  application_open: {
    kind: 'conflict',
    zh: '您或这家公司已有一份未审结的申请',
    en: 'You or this company have an application already that is not decided',
  },
  application_opened: {
    kind: 'conflict',
    zh: '审核人已经打开这份申请，不能再撤回（R58）',
    en: 'An operator has opened this application, so it cannot be withdrawn any more (R58)',
  },
  change_open: {
    kind: 'conflict',
    zh: '已有一份申请等待审核；撤回它，或者等它审结',
    en: 'An application waits for review already; withdraw it, or wait for the decision',
  },
  nothing_changed: {
    kind: 'invalid',
    zh: '与现在的资料相同，没有需要审核的修改',
    en: 'This is what stands there already, so there is nothing to review',
  },
  registration_number_fixed: {
    kind: 'refused',
    zh: '商家的法律主体不能更换，登记号保持 {registrationNumber}（R83）',
    en: 'The legal entity of a seller cannot be changed; the registration number stays {registrationNumber} (R83)',
  },
  registration_number_missing: {
    kind: 'invalid',
    zh: '企业认证须写登记号（R4）',
    en: 'An enterprise is verified by its registration number (R4)',
  },
  application_closed: {
    kind: 'conflict',
    zh: '这份申请已经审结或撤回',
    en: 'This application has been decided or withdrawn already',
  },
  application_not_claimed: {
    kind: 'refused',
    zh: '先领取这份申请再作决定',
    en: 'Claim the application before you decide on it',
  },
  applicant_not_main: {
    kind: 'forbidden',
    zh: '入驻申请由主账号提交（R80）',
    en: 'The main account applies to sell (R80)',
  },
  already_seller: {
    kind: 'conflict',
    zh: '这个账号已经代表一个商家',
    en: 'This account acts for a seller already',
  },
  company_onboarded: {
    kind: 'conflict',
    zh: '登记号 {registrationNumber} 的公司已经入驻（R80）',
    en: 'The company with registration number {registrationNumber} sells here already (R80)',
  },
  cursor_malformed: {
    kind: 'invalid',
    zh: '这个翻页位置读不出来',
    en: 'This place in the list cannot be read',
  },
  reason_missing: { kind: 'invalid', zh: '驳回须写明理由', en: 'A refusal needs a reason' },
})
