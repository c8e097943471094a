import type { directoryFacts } from '@loggia/protocol/console/directory/facts'
import type { directoryMessages } from '@loggia/protocol/console/directory/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    directory: { facts: typeof directoryFacts; messages: typeof directoryMessages }
  }
}

/** The name of each fact, in the audit log and in the record of a company. */
export const factNames = defineTexts<FactNames<typeof directoryFacts>>(
  {
    'enterprise.created': '创建企业',
    'enterprise.renamed': '修改企业名称',
    'enterprise.dissolved': '解散企业',
    'department.created': '创建部门',
    'department.renamed': '修改部门名称',
    'department.moved': '移动部门',
    'department.deleted': '删除部门',
    'person.added': '添加人员',
    'person.changed': '修改人员资料',
    'person.moved': '移动人员',
    'person.disabled': '禁用人员',
    'person.enabled': '启用人员',
    'person.left': '将人员移出企业',
    'person.returned': '恢复人员',
    'person.invited': '邀请人员绑定账号',
    'person.invitation_revoked': '撤销邀请',
    'person.linked': '人员绑定账号',
    'person.unlinked': '人员解除账号绑定',
    'person_group.created': '创建用户组',
    'person_group.renamed': '修改用户组名称',
    'person_group.deleted': '删除用户组',
    'person_group.joined': '人员加入用户组',
    'person_group.quit': '人员移出用户组',
    'directory.imported': '导入文件',
    'scim_token.created': '创建 SCIM 令牌',
    'scim_token.revoked': '撤销 SCIM 令牌',
  },
  {
    'enterprise.created': 'Company created',
    'enterprise.renamed': 'Company renamed',
    'enterprise.dissolved': 'Company dissolved',
    'department.created': 'Department created',
    'department.renamed': 'Department renamed',
    'department.moved': 'Department moved',
    'department.deleted': 'Department deleted',
    'person.added': 'People added',
    'person.changed': 'Details of people changed',
    'person.moved': 'People moved',
    'person.disabled': 'People disabled',
    'person.enabled': 'People enabled',
    'person.left': 'People removed from the company',
    'person.returned': 'People restored',
    'person.invited': 'Person invited to link an account',
    'person.invitation_revoked': 'Invitation revoked',
    'person.linked': 'Account linked',
    'person.unlinked': 'Account unlinked',
    'person_group.created': 'Group created',
    'person_group.renamed': 'Group renamed',
    'person_group.deleted': 'Group deleted',
    'person_group.joined': 'People added to a group',
    'person_group.quit': 'People removed from a group',
    'directory.imported': 'File imported',
    'scim_token.created': 'SCIM token created',
    'scim_token.revoked': 'SCIM token revoked',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof directoryFacts, 'ent'>>(
  {
    areas: {
      enterprise: '企业',
      department: '部门',
      person: '人员',
      person_group: '用户组',
      directory: '企业导入',
      scim_token: 'SCIM 令牌',
    },
    subjects: { ent: '企业' },
  },
  {
    areas: {
      enterprise: 'Companies',
      department: 'Departments',
      person: 'People of companies',
      person_group: 'Groups of people',
      directory: 'Imports of people',
      scim_token: 'SCIM tokens',
    },
    subjects: { ent: 'Company' },
  },
)
