import { identityMessages } from '@loggia/protocol/console/identity/messages'
import { defineTexts } from '@loggia/ui'
import type { MessageWriters } from '../../centre/messages/reader.ts'

const texts = defineTexts(
  {
    company: {
      set_up: (name: string) => `企业“${name}”设置了身份提供方`,
      changed: (name: string) => `企业“${name}”的身份提供方已修改`,
      enforced: (name: string) => `企业“${name}”开始强制使用身份提供方`,
      removed: (name: string) => `企业“${name}”的身份提供方已移除`,
    },
    operators: {
      set_up: '已设置运营身份提供方',
      changed: '运营身份提供方已修改',
      enforced: '运营身份提供方已强制使用',
      removed: '运营身份提供方已移除',
    },
    domain: {
      missed: (name: string) => `未找到域名“${name}”的 TXT 记录`,
      lost: (name: string) => `域名“${name}”的验证已失效`,
      taken: (name: string) => `域名“${name}”已由另一企业验证`,
    },
    domainText: {
      missed: (company: string) => `请在 7 天内恢复企业“${company}”的记录，否则域名的验证失效。`,
      lost: (company: string) =>
        `企业“${company}”的 TXT 记录缺失已超过 7 天。经企业创建、邮箱属于此域名的账号已解除关联。`,
      taken: (company: string) =>
        `企业“${company}”的 TXT 记录已不存在，另一企业的记录有效。经企业创建、邮箱属于此域名的账号已解除关联。`,
    },
    text: (issuer: string, by: string) =>
      `操作人：${by}，签发者：${issuer}。控制身份提供方者可以其人员的身份登录。如非您的安排，请立即核对。`,
  },
  {
    company: {
      set_up: (name) => `Identity provider set up for the company ${name}`,
      changed: (name) => `Identity provider of the company ${name} changed`,
      enforced: (name) => `Identity provider of the company ${name} is now enforced`,
      removed: (name) => `Identity provider of the company ${name} removed`,
    },
    operators: {
      set_up: 'Operators’ identity provider set up',
      changed: 'Operators’ identity provider changed',
      enforced: 'Operators’ identity provider is now enforced',
      removed: 'Operators’ identity provider removed',
    },
    domain: {
      missed: (name) => `TXT record of the domain ${name} missing`,
      lost: (name) => `Domain ${name} is no longer verified`,
      taken: (name) => `Domain ${name} verified by another company`,
    },
    domainText: {
      missed: (company) =>
        `Restore the record of the company ${company} within 7 days. Otherwise the domain has to be verified again.`,
      lost: (company) =>
        `The TXT record of the company ${company} has been missing for 7 days. Accounts that the company has created with an email of this domain are disconnected.`,
      taken: (company) =>
        `The TXT record of the company ${company} is gone, and that of another company is there. Accounts that the company has created with an email of this domain are disconnected.`,
    },
    text: (issuer, by) =>
      `By ${by}; the issuer is ${issuer}. Whoever controls the provider can sign in as its people. If you did not arrange this, check it now.`,
  },
)

export const messages = identityMessages
export const messageWriters: MessageWriters<typeof identityMessages> = {
  identity_provider_changed: ({ enterprise, issuer, change, by }, { language }) => {
    const { company, text } = texts.in(language)
    return { title: company[change](enterprise), texts: [text(issuer, by)] }
  },
  email_domain_changed: ({ enterprise, domain, change }, { language }) => {
    const all = texts.in(language)
    return { title: all.domain[change](domain), texts: [all.domainText[change](enterprise)] }
  },
  operator_provider_changed: ({ issuer, change, by }, { language }) => {
    const { operators, text } = texts.in(language)
    return { title: operators[change], texts: [text(issuer, by)] }
  },
}
