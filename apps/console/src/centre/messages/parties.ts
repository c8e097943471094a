import type { partyMessages } from '@loggia/protocol/console/parties/messages'
import { defineTexts } from '@loggia/ui'
import { listDecisionTexts, formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    accountConfirmed: {
      title: (name: string) => `${name}的账号已通过审核`,
      text: '实名认证已通过，可以购买和试用。',
    },
    signInsSlowed: {
      title: (member: string) => `${member}的账号多次登录失败`,
      text: '可能有人在猜测密码。登录频率已受限制，登录过的浏览器不受影响。如非本人操作，请换成更长的密码。',
    },
    organisationApplied: {
      seller: (name: string) => `${name}申请变更商家资料`,
      buyer: (name: string) => `${name}申请实名认证`,
      text: '请在 3 个工作日内答复。',
    },
    organisationDecided: {
      seller: {
        approved: '商家资料变更已通过',
        rejected: '商家资料变更被驳回',
        next: '商家页面已显示新的资料。',
      },
      buyer: {
        approved: '实名认证已通过',
        rejected: '实名认证被驳回',
        next: '认证级别可在组织资料中查看。',
      },
    },
    signUpWaiting: {
      title: (name: string) => `新账号待审核：${name}`,
      text: '审核通过后，此账号可以登录和购买。',
    },
    ownerResetWaiting: {
      title: (member: string) => `重置密码待确认：${member}`,
      text: (by: string) => `${by}请求重置此成员的密码，须由另一位运营人员确认。`,
    },
    applicationSubmitted: {
      title: (name: string) => `入驻申请：${name}`,
      text: '请在 3 个工作日内答复。',
    },
    applicationDecided: {
      approved: (name: string) => `${name}的入驻申请已通过`,
      rejected: (name: string) => `${name}的入驻申请被驳回`,
      next: '现在可以在卖家中心发布商品。',
    },
  },
  {
    accountConfirmed: {
      title: (name: string) => `The account of ${name} is approved`,
      text: 'You are verified and can now buy products and start trials.',
    },
    signInsSlowed: {
      title: (member: string) => `Repeated failed sign-ins for ${member}`,
      text: 'Someone may be guessing the password. Further sign-ins are slowed down, except in browsers that have signed in before. If these were not the member’s own, change to a longer password.',
    },
    organisationApplied: {
      seller: (name: string) => `${name} has applied to change its company details`,
      buyer: (name: string) => `${name} has applied for verification`,
      text: 'Decide within 3 working days.',
    },
    organisationDecided: {
      seller: {
        approved: 'Change to your company details approved',
        rejected: 'Change to your company details rejected',
        next: 'Your seller page shows the new details.',
      },
      buyer: {
        approved: 'Verification approved',
        rejected: 'Verification rejected',
        next: 'Your verification level is shown under “Organisation”.',
      },
    },
    signUpWaiting: {
      title: (name: string) => `New account to approve: ${name}`,
      text: 'Once approved, it can sign in and buy.',
    },
    ownerResetWaiting: {
      title: (member: string) => `Password reset to confirm: ${member}`,
      text: (by: string) =>
        `${by} has asked for a new password for this member. Another operator has to confirm it.`,
    },
    applicationSubmitted: {
      title: (name: string) => `Seller application: ${name}`,
      text: 'Decide within 3 working days.',
    },
    applicationDecided: {
      approved: (name: string) => `The seller application of ${name} was approved`,
      rejected: (name: string) => `The seller application of ${name} was rejected`,
      next: 'You can now publish products in the Seller Centre.',
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
  owner_reset_waiting: ({ member, by }, { language }) => {
    const { title, text } = texts.in(language).ownerResetWaiting
    return { title: title(member), texts: [text(by)] }
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
