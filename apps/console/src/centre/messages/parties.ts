import type { partyMessages } from '@loggia/protocol/console/parties/messages'
import { defineTexts } from '@loggia/ui'
import { listDecisionTexts, formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    accountConfirmed: {
      title: (name: string) => `${name}的账号已确认`,
      text: '认证已通过，可以购买和试用。',
    },
    signInsSlowed: {
      title: (member: string) => `${member}的账号多次登录失败`,
      text: '可能有人在猜密码，之后的登录会放慢；登录过的浏览器不受影响。如果不是本人所为，请换一个更长的密码。',
    },
    organisationApplied: {
      seller: (name: string) => `${name}修改商家资料`,
      buyer: (name: string) => `${name}申请实名认证`,
      text: '三个工作日内答复。',
    },
    organisationDecided: {
      seller: {
        approved: '商家资料的修改已通过',
        rejected: '商家资料的修改未通过',
        next: '新的资料已经显示在商家页面。',
      },
      buyer: {
        approved: '实名认证已通过',
        rejected: '实名认证未通过',
        next: '认证级别见组织资料。',
      },
    },
    signUpWaiting: {
      title: (name: string) => `新账号等待确认：${name}`,
      text: '确认后才能登录和购买。',
    },
    applicationSubmitted: {
      title: (name: string) => `入驻申请：${name}`,
      text: '三个工作日内答复。',
    },
    applicationDecided: {
      approved: (name: string) => `${name}的入驻申请已通过`,
      rejected: (name: string) => `${name}的入驻申请未通过`,
      next: '现在可以在卖家中心发布商品。',
    },
  },
  {
    accountConfirmed: {
      title: (name: string) => `The account of ${name} is confirmed`,
      text: 'You are verified, and may buy and try.',
    },
    signInsSlowed: {
      title: (member: string) => `Many sign-ins of ${member} have failed`,
      text: 'Somebody may be guessing the password. Further sign-ins are slowed down, but not in browsers that have signed in before. If it was not the member, choose a longer password.',
    },
    organisationApplied: {
      seller: (name: string) => `${name} changes its company data`,
      buyer: (name: string) => `${name} asks to be verified`,
      text: 'It is answered within three working days.',
    },
    organisationDecided: {
      seller: {
        approved: 'The change of your company data is approved',
        rejected: 'The change of your company data was rejected',
        next: 'Your page shows the new data.',
      },
      buyer: {
        approved: 'You are verified',
        rejected: 'You were not verified',
        next: 'The level stands under “Organisation”.',
      },
    },
    signUpWaiting: {
      title: (name: string) => `A new account waits: ${name}`,
      text: 'It may sign in and buy once it is confirmed.',
    },
    applicationSubmitted: {
      title: (name: string) => `Application to sell: ${name}`,
      text: 'It is answered within three working days.',
    },
    applicationDecided: {
      approved: (name: string) => `${name} may sell here now`,
      rejected: (name: string) => `The application of ${name} was rejected`,
      next: 'Publish products in the Seller Centre.',
    },
  },
)

export const partyWriters: MessageWriters<typeof partyMessages> = {
  account_confirmed: ({ name }, reader) => {
    const { title, text } = texts.in(reader.language).accountConfirmed
    return { title: title(formatName(name, reader)), texts: [text] }
  },
  sign_ins_slowed: ({ member }, { language }) => {
    const { title, text } = texts.in(language).signInsSlowed
    return { title: title(member), texts: [text] }
  },
  organisation_applied: ({ name, of }, reader) => {
    const { organisationApplied } = texts.in(reader.language)
    return { title: organisationApplied[of](formatName(name, reader)), texts: [organisationApplied.text] }
  },
  organisation_decided: (data, reader) => {
    const words = texts.in(reader.language).organisationDecided[data.of]
    return {
      title: data.approved ? words.approved : words.rejected,
      texts: listDecisionTexts(data, words.next, reader),
    }
  },
  sign_up_waiting: ({ name }, reader) => {
    const { title, text } = texts.in(reader.language).signUpWaiting
    return { title: title(formatName(name, reader)), texts: [text] }
  },
  application_submitted: ({ name }, reader) => {
    const { title, text } = texts.in(reader.language).applicationSubmitted
    return { title: title(formatName(name, reader)), texts: [text] }
  },
  application_decided: (data, reader) => {
    const { approved, rejected, next } = texts.in(reader.language).applicationDecided
    const name = formatName(data.name, reader)
    return {
      title: data.approved ? approved(name) : rejected(name),
      texts: listDecisionTexts(data, next, reader),
    }
  },
}
