import type { directoryFacts } from '@loggia/protocol/console/directory/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    directory: {
      facts: typeof directoryFacts
      messages: typeof import('@loggia/protocol/console/directory/messages').directoryMessages
    }
  }
}

/** The name of each fact in the audit log, and in the record of an organisation. */
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
    'person.moved': '调整人员部门',
    'person.disabled': '禁用人员',
    'person.enabled': '启用人员',
    'person.left': '人员离开企业',
    'person.returned': '恢复已离开的人员',
    'person.invited': '邀请人员绑定账号',
    'person.invitation_revoked': '撤销邀请',
    'person.linked': '接受邀请并绑定账号',
    'person.unlinked': '解除账号绑定',
    'person_group.created': '创建用户组',
    'person_group.renamed': '修改用户组名称',
    'person_group.deleted': '删除用户组',
    'person_group.joined': '人员加入用户组',
    'person_group.quit': '人员移出用户组',
    'directory.imported': '导入文件',
    'scim_token.created': '创建 SCIM 令牌',
    'scim_token.revoked': '吊销 SCIM 令牌',
  },
  {
    'enterprise.created': 'Organisation created',
    'enterprise.renamed': 'Organisation renamed',
    'enterprise.dissolved': 'Organisation dissolved',
    'department.created': 'Department created',
    'department.renamed': 'Department renamed',
    'department.moved': 'Department moved',
    'department.deleted': 'Department deleted',
    'person.added': 'Person added',
    'person.changed': 'Person’s data changed',
    'person.moved': 'Person moved to another department',
    'person.disabled': 'Person disabled',
    'person.enabled': 'Person enabled',
    'person.left': 'Person left the organisation',
    'person.returned': 'Person taken back',
    'person.invited': 'Person invited to link an account',
    'person.invitation_revoked': 'Invitation revoked',
    'person.linked': 'Invitation accepted, account linked',
    'person.unlinked': 'Account unlinked',
    'person_group.created': 'Group created',
    'person_group.renamed': 'Group renamed',
    'person_group.deleted': 'Group deleted',
    'person_group.joined': 'Added to a group',
    'person_group.quit': 'Removed from a group',
    'directory.imported': 'File imported',
    'scim_token.created': 'SCIM token created',
    'scim_token.revoked': 'SCIM token revoked',
  },
)
