import { defineTexts } from '@loggia/ui'

/** Signing in through a company’s identity provider. */
export const companySignInTexts = defineTexts(
  {
    way: '以企业身份登录',
    title: '以企业身份登录',
    lead: '经所在企业的身份提供方登录，无需云商店的密码。',
    given: '企业邮箱或企业标识',
    givenHint: '如 name@company.example 或 company-code。',
    givenMissing: '填写企业邮箱或企业标识。',
    unknown: '没有企业使用此域名的邮箱登录。请核对邮箱，或改填企业标识。',
    go: '继续',
    going: '正在前往企业',
    password: '使用密码登录',
    operators: '运营人员登录',
    captured: (company: string) => `此邮箱的域名属于${company}，可以企业身份登录。`,
    bound: (company: string) => `${company}要求其人员以企业身份登录。`,
    anyway: '我是买家的主账号，使用密码登录',
    connect: {
      title: '关联账号',
      guest: (email: string) =>
        `已有邮箱为 ${email} 的云商店账号。请以您平时的方式登录此账号一次，并确认关联。`,
      signIn: '登录此账号',
      other: (email: string) => `当前登录的是另一个账号。请登录 ${email}。`,
      lead: (email: string, company: string) => `将账号 ${email} 与${company}的身份提供方关联。`,
      operators: '运营人员',
      after: '关联后，您可以经其登录此账号。控制身份提供方的人也可以登录此账号，请仅在信任时确认。',
      act: '确认关联',
      busy: '关联中',
      later: '暂不关联',
    },
    reading: '读取中',
  },
  {
    way: 'Sign in with your company',
    title: 'Sign in with your company',
    lead: 'Through the identity provider of your company, without a password of the marketplace.',
    given: 'Email at your company, or its code',
    givenHint: 'Such as name@company.example or company-code.',
    givenMissing: 'Enter your email at the company, or the code of the company.',
    unknown:
      'No company signs in people with emails of this domain. Check the email, or enter the code of your company.',
    go: 'Continue',
    going: 'Going to your company',
    password: 'Sign in with a password',
    operators: 'Sign in as an operator',
    captured: (company) => `Emails of this domain belong to ${company}. You can sign in with the company.`,
    bound: (company) => `${company} requires its people to sign in with the company.`,
    anyway: 'I am an owner of the buyer and sign in with my password',
    connect: {
      title: 'Connect your account',
      guest: (email) =>
        `There is an account with the email ${email}. Sign in to it once as you usually do, and confirm that it is yours.`,
      signIn: 'Sign in to this account',
      other: (email) => `You are signed in to another account. Sign in to ${email}.`,
      lead: (email, company) => `Connects the account ${email} with the identity provider of ${company}.`,
      operators: 'the operators',
      after:
        'You can then sign in to this account through it. So can whoever controls the provider: confirm only if you trust them.',
      act: 'Connect account',
      busy: 'Connecting',
      later: 'Not now',
    },
    reading: 'Reading',
  },
)
