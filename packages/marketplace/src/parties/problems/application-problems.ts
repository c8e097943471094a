import type { ProblemSpec } from '@loggia/kernel'

/** Refusals of applications of organisations. */
export const applicationProblems = {
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
  application_unknown: {
    kind: 'not_found',
    zh: '入驻申请不存在。',
    en: 'Application not found.',
  },
  company_staff_few: {
    kind: 'refused',
    rule: 'R81',
    field: 'staff',
    zh: '入驻企业须至少有 {least} 名技术与服务人员。',
    en: 'A company must have at least {least:technical or support employee/technical and support employees} to sell here.',
  },
  company_too_young: {
    kind: 'refused',
    rule: 'R81',
    field: 'foundedOn',
    zh: '入驻企业须成立满 {years} 年。',
    en: 'The company was founded too recently to sell here. It must be at least {years:year/years} old.',
  },
  company_capital_low: {
    kind: 'refused',
    rule: 'R81',
    field: 'capital',
    zh: '入驻企业的注册资本须至少为 {least} 元。',
    en: 'A company must have a registered capital of at least {least} yuan to sell here.',
  },
  company_support_short: {
    kind: 'refused',
    rule: 'R81',
    field: 'support.days',
    zh: '入驻企业须每周至少 {days} 天、每天至少 {hours} 小时提供服务支持。',
    en: 'A company must offer support at least {days:day/days} a week, {hours:hour/hours} a day, to sell here.',
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
    field: 'registrationNumber',
    zh: '商家的主体不能更换，登记号须保持为 {registrationNumber}。',
    en: 'A seller’s legal entity cannot be changed. The registration number must remain {registrationNumber}.',
  },
  registration_number_missing: {
    kind: 'invalid',
    rule: 'R4',
    field: 'registrationNumber',
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
    field: 'registrationNumber',
    zh: '登记号为 {registrationNumber} 的企业已入驻。',
    en: 'The company with the registration number {registrationNumber} already sells here.',
  },
  reason_missing: {
    kind: 'invalid',
    field: 'reason',
    zh: '请填写驳回原因。',
    en: 'Enter a reason for the rejection.',
  },
} as const satisfies Record<string, ProblemSpec>
