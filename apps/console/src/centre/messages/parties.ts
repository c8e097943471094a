import { linkOptions } from '@tanstack/react-router'
import type { partyMessages } from '@loggia/protocol/console/parties/messages'
import { defineTexts } from '@loggia/ui'
import { listDecisionTexts, listReasonTexts, formatMinute, formatName } from './reader.ts'
import type { ListLinks, MessageLinks, MessageWriters } from './reader.ts'

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
    factorsChanged: {
      totp_added: (member: string) => `${member}添加了身份验证器`,
      totp_removed: (member: string) => `${member}移除了身份验证器`,
      passkey_added: (member: string) => `${member}添加了通行密钥`,
      passkey_removed: (member: string) => `${member}移除了通行密钥`,
      recovery_code_used: (member: string) => `${member}使用了一个恢复码`,
      recovery_codes_replaced: (member: string) => `${member}重新生成了恢复码`,
      text: '如非本人操作，请立即修改密码，并在账号页检查两步验证方式和登录设备。',
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
    partySuspended: {
      buyer: {
        title: (name: string) => `${name}的买家账号已停用`,
        text: '停用期间不能购买、试用、变更和充值，自动续费暂停。现有服务可继续使用至到期，符合条件的退订不受影响。',
      },
      seller: {
        title: (name: string) => `商家${name}已停用`,
        text: '停用期间商品暂停销售，不能提交商品和变更。现有订单和服务继续履行，买家仍可续费。',
      },
      until: (time: string) => `停用至 ${time}。`,
      contact: '如有疑问，请联系云商店运营人员。',
    },
    partyReinstated: {
      buyer: {
        title: (name: string) => `${name}的买家账号已恢复`,
        text: '可以正常购买和续费，自动续费已恢复。',
      },
      seller: { title: (name: string) => `商家${name}已恢复`, text: '商品已恢复销售，可以提交商品和变更。' },
    },
    suspensionWaiting: {
      title: (name: string) => `停用商家待确认：${name}`,
      text: (by: string) => `${by}提出停用此商家，须由另一位运营人员确认。`,
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
    toOrganisation: '查看资料',
    toApplications: '查看待审核的账号',
    toApplication: '查看申请',
    toSeller: '查看商家',
    toSellerCentre: '前往卖家中心',
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
    factorsChanged: {
      totp_added: (member: string) => `${member} has added an authenticator app`,
      totp_removed: (member: string) => `${member} has removed the authenticator app`,
      passkey_added: (member: string) => `${member} has added a passkey`,
      passkey_removed: (member: string) => `${member} has removed a passkey`,
      recovery_code_used: (member: string) => `${member} has used a recovery code`,
      recovery_codes_replaced: (member: string) => `${member} has created new recovery codes`,
      text: 'If this was not the member, they should change their password now, and check two-step sign-in and signed-in devices on the account page.',
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
    partySuspended: {
      buyer: {
        title: (name: string) => `The buyer ${name} is suspended`,
        text: 'Until this is lifted, you cannot buy, start trials, make changes or top up, and auto-renewal is paused. Your services run to the end of their terms, and refunds remain possible.',
      },
      seller: {
        title: (name: string) => `The seller ${name} is suspended`,
        text: 'Until this is lifted, sales of your products are paused and you cannot submit products or changes. Current orders and services go on, and buyers can still renew.',
      },
      until: (time: string) => `The suspension ends on ${time}.`,
      contact: 'If you have questions, contact a marketplace operator.',
    },
    partyReinstated: {
      buyer: {
        title: (name: string) => `The suspension of the buyer ${name} has ended`,
        text: 'You can buy and renew as before. Auto-renewal continues.',
      },
      seller: {
        title: (name: string) => `The suspension of the seller ${name} has ended`,
        text: 'Your products are back on sale, and you can submit products and changes.',
      },
    },
    suspensionWaiting: {
      title: (name: string) => `Seller suspension to confirm: ${name}`,
      text: (by: string) => `${by} proposes to suspend this seller. Another operator has to confirm it.`,
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
    toOrganisation: 'View details',
    toApplications: 'View accounts to approve',
    toApplication: 'View application',
    toSeller: 'View seller',
    toSellerCentre: 'Go to Seller Centre',
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
  factors_changed: ({ member, change }, { language }) => {
    const words = texts.in(language).factorsChanged
    return { title: words[change](member), texts: [words.text] }
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
  party_suspended: ({ name, of, reason, until }, reader) => {
    const words = texts.in(reader.language).partySuspended
    return {
      title: words[of].title(formatName(name, reader)),
      texts: [
        ...listReasonTexts(reason, reader),
        words[of].text,
        ...(until === undefined ? [] : [words.until(formatMinute(until, reader))]),
        words.contact,
      ],
    }
  },
  party_reinstated: ({ name, of, reason }, reader) => {
    const words = texts.in(reader.language).partyReinstated[of]
    return {
      title: words.title(formatName(name, reader)),
      texts: [...listReasonTexts(reason, reader), words.text],
    }
  },
  suspension_waiting: ({ name, by, reason }, reader) => {
    const { title, text } = texts.in(reader.language).suspensionWaiting
    return { title: title(formatName(name, reader)), texts: [text(by), ...listReasonTexts(reason, reader)] }
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

/** The reader's own organisation, about which was decided. */
const listOrganisationLinks: ListLinks<'account_confirmed' | 'organisation_decided'> = (
  _data,
  { area, language },
) =>
  area === 'operator'
    ? []
    : [{ name: texts.in(language).toOrganisation, page: linkOptions({ to: `/${area}/organisation` }) }]

const listQueueLinks: ListLinks<'sign_up_waiting' | 'owner_reset_waiting'> = (_data, { language }) => [
  { name: texts.in(language).toApplications, page: linkOptions({ to: '/operator/applications' }) },
]

export const partyLinks: MessageLinks<typeof partyMessages> = {
  account_confirmed: listOrganisationLinks,
  organisation_decided: listOrganisationLinks,
  sign_up_waiting: listQueueLinks,
  owner_reset_waiting: listQueueLinks,
  organisation_applied: ({ applicationId }, { language }) => [
    {
      name: texts.in(language).toApplication,
      page:
        applicationId === undefined
          ? linkOptions({ to: '/operator/applications' })
          : linkOptions({
              to: '/operator/applications/organisations/$organisationApplicationId',
              params: { organisationApplicationId: applicationId },
            }),
    },
  ],
  application_submitted: ({ applicationId }, { language }) => [
    {
      name: texts.in(language).toApplication,
      page:
        applicationId === undefined
          ? linkOptions({ to: '/operator/applications' })
          : linkOptions({ to: '/operator/applications/$applicationId', params: { applicationId } }),
    },
  ],
  suspension_waiting: ({ sellerId }, { language }) => [
    {
      name: texts.in(language).toSeller,
      page: linkOptions({ to: '/operator/sellers/$sellerId', params: { sellerId } }),
    },
  ],
  // A page outside: the session has another party now.
  application_decided: ({ approved }, { language }) => {
    const { toApplication, toSellerCentre } = texts.in(language)
    return [approved ? { name: toSellerCentre, page: '/seller' } : { name: toApplication, page: '/sell' }]
  },
}
