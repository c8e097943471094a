import type { identityFacts } from '@loggia/protocol/console/identity/facts'
import type { identityMessages } from '@loggia/protocol/console/identity/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    identity: { facts: typeof identityFacts; messages: typeof identityMessages }
  }
}

/** The name of each fact, in the audit log and in the record of a company. */
export const factNames = defineTexts<FactNames<typeof identityFacts>>(
  {
    'identity_provider.set_up': '设置身份提供方',
    'identity_provider.changed': '修改身份提供方',
    'identity_provider.removed': '移除身份提供方',
    'email_domain.added': '添加邮箱域名',
    'email_domain.verified': '邮箱域名通过验证',
    'email_domain.removed': '移除邮箱域名',
    'email_domain.missed': '邮箱域名的 TXT 记录缺失',
    'email_domain.lost': '邮箱域名失效',
    'operator_provider.set_up': '设置运营身份提供方',
    'operator_provider.changed': '修改运营身份提供方',
    'operator_provider.removed': '移除运营身份提供方',
    'member.identity_connected': '与身份提供方关联',
    'member.identity_disconnected': '与身份提供方解除关联',
    'member.signed_out_by_provider': '在身份提供方退出登录',
  },
  {
    'identity_provider.set_up': 'Identity provider set up',
    'identity_provider.changed': 'Identity provider changed',
    'identity_provider.removed': 'Identity provider removed',
    'email_domain.added': 'Email domain added',
    'email_domain.verified': 'Email domain verified',
    'email_domain.removed': 'Email domain removed',
    'email_domain.missed': 'TXT record of an email domain missing',
    'email_domain.lost': 'Email domain lost',
    'operator_provider.set_up': 'Operators’ identity provider set up',
    'operator_provider.changed': 'Operators’ identity provider changed',
    'operator_provider.removed': 'Operators’ identity provider removed',
    'member.identity_connected': 'Connected with an identity provider',
    'member.identity_disconnected': 'Disconnected from an identity provider',
    'member.signed_out_by_provider': 'Signed out at the identity provider',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof identityFacts>>(
  {
    areas: {
      identity_provider: '身份提供方',
      email_domain: '邮箱域名',
      operator_provider: '运营身份提供方',
      member: '成员',
    },
    subjects: {},
  },
  {
    areas: {
      identity_provider: 'Identity providers',
      email_domain: 'Email domains',
      operator_provider: 'Operators’ identity provider',
      member: 'Members',
    },
    subjects: {},
  },
)
