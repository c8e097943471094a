import { defineTexts } from '@loggia/ui'

/** Signing in, and pages that explain why there is nothing to see. */
export const signInTexts = defineTexts(
  {
    title: '登录',
    lead: '买家、商家与运营用同一个入口。',
    email: '邮箱',
    password: '密码',
    show: '显示密码',
    submit: '登录',
    submitting: '登录中',
    emailMissing: '填写邮箱，例如 name@company.example。',
    passwordMissing: '填写密码。',
    unreachable: '连不上云商店。检查网络后再试，填写的内容都还在。',
    unreadable: (status: number) => `服务给出了无法识别的应答（${status}），稍后再试。`,
    requestId: '请求号',
    noScript: '登录需要启用 JavaScript。',
    noAccount: '还没有账号？',
    signUp: '注册',
    demoTitle: '演示账号',
    demoText: '这是一个演示用的云商店，数据都是虚构的。选一个账号即可填好表单。',
    role: { buyer: '买家', seller: '商家', operator: '运营' },
    filled: (name: string) => `已填入 ${name}，可以登录。`,
    already: (name: string) => `当前以 ${name} 登录；登录另一个账号会替换它。`,
  },
  {
    title: 'Sign in',
    lead: 'Buyers, sellers and operators enter here.',
    email: 'Email',
    password: 'Password',
    show: 'Show password',
    submit: 'Sign in',
    submitting: 'Signing in',
    emailMissing: 'Enter an email address, such as name@company.example.',
    passwordMissing: 'Enter the password.',
    unreachable:
      'The marketplace cannot be reached. Check the network and try again; what you typed is kept.',
    unreadable: (status) => `The service gave an answer that cannot be read (${status}). Try again later.`,
    requestId: 'Request id',
    noScript: 'Signing in needs JavaScript.',
    noAccount: 'No account yet?',
    signUp: 'Sign up',
    demoTitle: 'Demo accounts',
    demoText: 'This is a demo marketplace with invented data. Choose an account to fill in the form.',
    role: { buyer: 'Buyer', seller: 'Seller', operator: 'Operator' },
    filled: (name) => `${name} is filled in; you can sign in.`,
    already: (name) => `You are signed in as ${name}; signing in with another account replaces it.`,
  },
)

export const problemTexts = defineTexts(
  {
    home: '回到首页',
    signIn: '换账号登录',
    retry: '再试一次',
    requestId: '请求号',
    status: (status: number) => `状态码 ${status}`,
    noScript: '这一页需要启用 JavaScript。商品与价格在首页无需启用也能看。',
  },
  {
    home: 'To the home page',
    signIn: 'Use another account',
    retry: 'Try again',
    requestId: 'Request id',
    status: (status) => `Status ${status}`,
    noScript: 'This page needs JavaScript. Products and prices can be read on the home page without it.',
  },
)
