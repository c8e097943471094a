import { defineProblems } from '@loggia/kernel'

export const identityProblems = defineProblems('identity', {
  provider_missing: {
    kind: 'not_found',
    zh: '尚未设置身份提供方。',
    en: 'No identity provider has been set up.',
  },
  secret_missing: {
    kind: 'invalid',
    field: 'clientSecret',
    zh: '请填写客户端密钥。',
    en: 'Enter the client secret.',
  },
  issuer_forbidden: {
    kind: 'invalid',
    field: 'issuer',
    zh: '此地址不能访问。签发者须为以 https 开头的公网地址，不含参数。',
    en: 'This address cannot be called. An issuer is a public address that begins with https and has no parameters.',
  },
  email_needs_domain: {
    kind: 'invalid',
    field: 'foundBy',
    zh: '按邮箱查找人员前，请先验证至少一个邮箱域名。',
    en: 'Verify at least one email domain before people are found by their email.',
  },
  adds_needs_email: {
    kind: 'invalid',
    field: 'addsPeople',
    zh: '仅按邮箱查找人员时可自动添加人员：其他用户名在公共身份提供方任何人都可以取得。',
    en: 'People are added only if they are found by their email: at a public provider anybody can get another name.',
  },
  enforced_needs_enabled: {
    kind: 'invalid',
    field: 'enforced',
    zh: '启用身份提供方后才能强制使用。',
    en: 'Enable the provider before you enforce it.',
  },
  enforced_needs_test: {
    kind: 'invalid',
    field: 'enforced',
    zh: '强制使用前，请先经身份提供方登录一次，确认可用。',
    en: 'Before you enforce the provider, somebody has to sign in through it once.',
  },
  domain_public: {
    kind: 'invalid',
    field: 'domain',
    zh: '“{domain}”是公共后缀，任何人都可以在其下注册域名。请填写企业自己的域名。',
    en: 'Anybody can register a domain below “{domain}”. Enter a domain of your own company.',
  },
  record_shared: {
    kind: 'refused',
    zh: '此域名下的任意名称都返回此 TXT 记录（如泛解析 CNAME），不能证明域名属于企业。请仅为要求的名称设置记录。',
    en: 'Every name below this domain has this TXT record, as by a wildcard CNAME, so it does not prove that the domain is yours. Set the record for the name that is asked for only.',
  },
  domain_unknown: { kind: 'not_found', zh: '域名不存在。', en: 'Domain not found.' },
  domain_taken: {
    kind: 'conflict',
    field: 'domain',
    zh: '另一企业已验证域名“{domain}”。',
    en: 'Another company has verified the domain “{domain}”.',
  },
  domains_many: {
    kind: 'refused',
    zh: '每个企业最多 {most} 个邮箱域名。',
    en: 'A company has at most {most:email domain/email domains}.',
  },
  domain_needed: {
    kind: 'conflict',
    zh: '身份提供方按邮箱查找人员，须保留至少一个已验证的域名。',
    en: 'The provider finds people by their email, so one verified domain has to stay.',
  },
  record_missing: {
    kind: 'refused',
    zh: '未找到 TXT 记录。DNS 的修改可能需要一段时间才能生效，请稍后再检查。',
    en: 'There is no such TXT record. Changes of DNS may take a while; check again later.',
  },
  record_other: {
    kind: 'refused',
    zh: 'TXT 记录的内容与要求不同，请核对。',
    en: 'There is a TXT record with another value. Compare it with the one that is asked for.',
  },
  dns_failed: {
    kind: 'unavailable',
    zh: '域名服务器没有响应，请稍后重试。',
    en: 'The DNS servers did not answer. Try again later.',
  },
  checks_limited: {
    kind: 'limited',
    zh: '检查过于频繁，每分钟最多 {limit} 次。',
    en: 'You have checked too often: at most {limit:time/times} a minute.',
  },
  company_unknown: {
    kind: 'not_found',
    zh: '未找到以企业身份登录的企业，请核对邮箱或企业标识。',
    en: 'No company signs in this way. Check the email or the code of the company.',
  },
  step_over: {
    kind: 'forbidden',
    zh: '此次登录已失效，请在同一浏览器中重新登录。',
    en: 'This sign-in is no longer valid. Sign in again in the same browser.',
  },
  provider_unreachable: {
    kind: 'unavailable',
    zh: '无法访问企业的身份提供方（{fault}），请稍后重试，或联系企业管理员。',
    en: 'The identity provider of the company cannot be reached ({fault}). Try again later, or ask an administrator of the company.',
  },
  provider_faulty: {
    kind: 'refused',
    zh: '企业身份提供方的响应不符合 OpenID Connect（{reason}），请联系企业管理员。',
    en: 'The answer of the company’s identity provider is not valid OpenID Connect ({reason}). Ask an administrator of the company.',
  },
  provider_unusable: {
    kind: 'unavailable',
    zh: '企业的身份提供方暂时不能使用，请稍后重试，或联系企业管理员。管理员可通过试登录查看原因。',
    en: 'The identity provider of the company cannot be used at the moment. Try again later, or ask an administrator of the company, who sees the reason in a test sign-in.',
  },
  provider_refused: {
    kind: 'forbidden',
    zh: '企业的身份提供方拒绝了登录（{error}）。',
    en: 'The identity provider of the company refused the sign-in ({error}).',
  },
  not_asked_again: {
    kind: 'forbidden',
    zh: '应用要求重新登录，但身份提供方没有要求您重新登录。请先在身份提供方退出登录，再试一次。',
    en: 'The app wants you to sign in again, and your company’s identity provider did not ask you to. Sign out there, and try again.',
  },
  email_unverified: {
    kind: 'forbidden',
    zh: '身份提供方没有给出经其验证的邮箱，请联系企业管理员。',
    en: 'The identity provider gave no email that it has verified. Ask an administrator of the company.',
  },
  email_of_others: {
    kind: 'forbidden',
    zh: '您的邮箱不属于此企业的域名，请联系企业管理员。',
    en: 'Your email is in no domain of this company. Ask an administrator of the company.',
  },
  user_name_missing: {
    kind: 'forbidden',
    zh: '身份提供方没有给出用户名，请联系企业管理员。',
    en: 'The identity provider gave no user name. Ask an administrator of the company.',
  },
  person_unknown: {
    kind: 'forbidden',
    zh: '{company}的企业目录中没有您，请联系企业管理员。',
    en: 'You are not in the directory of {company}. Ask one of its administrators.',
  },
  person_ambiguous: {
    kind: 'forbidden',
    zh: '{company}有多名人员使用您的邮箱，请联系企业管理员。',
    en: 'Several people of {company} have your email. Ask one of its administrators.',
  },
  person_unable: {
    kind: 'forbidden',
    zh: '您已被{company}禁用或已离开，不能经其登录。',
    en: 'You have been disabled at {company}, or have left it, and cannot sign in through it.',
  },
  company_on_hold: {
    kind: 'forbidden',
    zh: '{company}暂时不能登录，请联系企业管理员。',
    en: 'Nobody can sign in through {company} at the moment. Ask one of its administrators.',
  },
  operator_unknown: {
    kind: 'forbidden',
    zh: '没有使用此邮箱的运营账号。',
    en: 'No operator has this email.',
  },
  account_unusable: {
    kind: 'forbidden',
    zh: '此账号不能登录。',
    en: 'This account cannot sign in.',
  },
  account_unreachable: {
    kind: 'forbidden',
    zh: '您的账号没有密码，也无法通过邮箱设置密码，因此无法确认关联。请企业管理员在企业目录中解除账号关联，然后重新登录，将创建新账号。',
    en: 'Your account has no password, and no email by which you could choose one, so you cannot confirm that it is yours. Ask an administrator of the company to unlink it in the directory, and sign in again to get a new account.',
  },
  company_required: {
    kind: 'forbidden',
    zh: '{company}要求其人员以企业身份登录，请选择“以企业身份登录”。',
    en: 'The people of {company} have to sign in with the company. Choose “Sign in with your company”.',
  },
  operators_required: {
    kind: 'forbidden',
    zh: '运营人员须经运营身份提供方登录。',
    en: 'Operators sign in through the operators’ identity provider.',
  },
  connection_unknown: { kind: 'not_found', zh: '关联不存在。', en: 'Connection not found.' },
  only_way: {
    kind: 'conflict',
    zh: '此账号没有密码，也无法通过邮箱设置密码，以企业身份登录是唯一的登录方式，不能解除关联。',
    en: 'This account has no password, and no email by which you could choose one, so the company is the only way to sign in to it. The connection stays.',
  },
  connection_missing: {
    kind: 'conflict',
    zh: '没有等待关联的账号，请重新以企业身份登录。',
    en: 'No account waits to be connected. Sign in with your company again.',
  },
  connection_of_others: {
    kind: 'forbidden',
    zh: '请登录等待关联的账号：{email}。',
    en: 'Sign in to the account that is to be connected: {email}.',
  },
  own_way_needed: {
    kind: 'forbidden',
    zh: '请先退出，再使用密码或通行密钥登录，然后进行关联。',
    en: 'Sign out, and sign in with your password or a passkey. Then connect the account.',
  },
  operator_needs_own_way: {
    kind: 'forbidden',
    zh: '运营人员不能通过企业的身份提供方登录，请使用密码、通行密钥或运营身份提供方。',
    en: 'Operators do not sign in through the provider of a company. Use your password, a passkey or the operators’ provider.',
  },
  logout_refused: {
    kind: 'invalid',
    zh: '退出令牌无效（{reason}）。',
    en: 'The logout token is not valid ({reason}).',
  },
})
