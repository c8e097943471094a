import { defineProblems } from '@loggia/kernel'

export const partyProblems = defineProblems('parties', {
  sign_in_required: { kind: 'unauthenticated', zh: '需要先登录', en: 'This needs you to sign in' },
  sign_in_refused: {
    kind: 'unauthenticated',
    zh: '邮箱与密码不匹配',
    en: 'This e-mail and this password do not belong together',
  },
  sign_in_limited: {
    kind: 'limited',
    zh: '失败的登录次数过多，{retryAfter} 秒后可以再试',
    en: 'Too many sign-ins have failed; the next one is possible in {retryAfter} seconds',
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
    zh: '只有市场运营人员可以这样做',
    en: 'Only an operator of the market may do this',
  },
  buyer_not_found: { kind: 'not_found', zh: '没有这个买家', en: 'There is no such buyer' },
  seller_not_found: { kind: 'not_found', zh: '没有这个商家', en: 'There is no such seller' },
  email_taken: {
    kind: 'conflict',
    zh: '这个邮箱已有账号',
    en: 'There is already an account with this e-mail',
  },
  password_unfit: {
    kind: 'invalid',
    zh: '密码须为 {min} 至 {max} 个字符',
    en: 'A password has {min} to {max} characters',
  },
})
