import { defineTexts } from '@loggia/ui'

/** Signing in, and pages that explain why there is nothing to see. */
export const signInTexts = defineTexts(
  {
    title: '登录',
    lead: '买家、商家和运营人员均由此登录。',
    email: '邮箱',
    password: '密码',
    show: '显示密码',
    submit: '登录',
    submitting: '登录中',
    emailMissing: '填写邮箱，如 name@company.example。',
    passwordMissing: '填写密码。',
    unreachable: '网络连接异常，检查网络后重试。已填写的内容会保留。',
    unreadable: '返回的数据异常，稍后重试。',
    requestId: '请求 ID',
    noScript: '登录需要启用 JavaScript。',
    noAccount: '还没有账号？',
    signUp: '注册',
    demoTitle: '演示账号',
    demoText: '这是演示用的云商店，数据均为虚构。选择一个账号，自动填写邮箱和密码。',
    role: { buyer: '买家', seller: '商家', operator: '运营人员' },
    filled: (name: string) => `已填写${name}的邮箱和密码，可以登录。`,
    already: (name: string) => `当前已登录为${name}，登录其他账号后将切换。`,
  },
  {
    title: 'Sign in',
    lead: 'Buyers, sellers and operators all sign in here.',
    email: 'Email',
    password: 'Password',
    show: 'Show password',
    submit: 'Sign in',
    submitting: 'Signing in',
    emailMissing: 'Enter an email address, such as name@company.example.',
    passwordMissing: 'Enter your password.',
    unreachable:
      'The marketplace cannot be reached. Check your connection and try again. What you entered is kept.',
    unreadable: 'The response could not be read. Try again later.',
    requestId: 'Request ID',
    noScript: 'Signing in needs JavaScript.',
    noAccount: 'No account yet?',
    signUp: 'Sign up',
    demoTitle: 'Demo accounts',
    demoText: 'This is a demo marketplace with invented data. Choose an account to fill in the form.',
    role: { buyer: 'Buyer', seller: 'Seller', operator: 'Operator' },
    filled: (name) => `Email and password of ${name} are filled in. You can sign in.`,
    already: (name) => `You are signed in as ${name}. Signing in with another account replaces this session.`,
  },
)

export const problemTexts = defineTexts(
  {
    home: '返回首页',
    signIn: '切换账号',
    retry: '重试',
    requestId: '请求 ID',
    status: (status: number) => `状态码 ${status}`,
    noScript: '本页需要启用 JavaScript。首页的商品与价格无需启用即可查看。',
  },
  {
    home: 'Marketplace home',
    signIn: 'Use another account',
    retry: 'Try again',
    requestId: 'Request ID',
    status: (status) => `Status ${status}`,
    noScript: 'This page needs JavaScript. You can view products and prices on the home page without it.',
  },
)
