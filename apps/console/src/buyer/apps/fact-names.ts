import type { appFacts } from '@loggia/protocol/console/apps/facts'
import type { appMessages } from '@loggia/protocol/console/apps/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    apps: { facts: typeof appFacts; messages: typeof appMessages }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof appFacts>>(
  {
    'app_credential.created': '创建应用凭证',
    'app_credential.changed': '修改应用凭证',
    'app_credential.key_replaced': '重置应用密钥',
    'app_credential.adopted': '已绑定应用使用新的登录地址和公钥',
    'app_credential.test_requested': '申请测试账号',
    'connected_app.created': '绑定应用',
    'connected_app.connected': '应用绑定完成',
    'connected_app.sharing_changed': '修改传给商家的人员信息',
    'connected_app.assigned': '授权应用',
    'connected_app.withdrawn': '撤销应用授权',
    'connected_app.adopted': '使用新的登录地址和公钥',
    'connected_app.batch_failed': '同步失败，待处理',
    'connected_app.batch_decided': '处理失败的同步',
    'connected_app.batch_restarted': '商家重新启动同步',
    'connected_app.left_out_repeated': '重新同步已跳过的内容',
    'connected_app.reconciled': '与通讯录核对，发现不一致',
    'connected_app.ending': '开始解除绑定',
    'connected_app.ended': '绑定已解除',
  },
  {
    'app_credential.created': 'App credential created',
    'app_credential.changed': 'App credential changed',
    'app_credential.key_replaced': 'Key of an app credential replaced',
    'app_credential.adopted': 'Connected apps use the new sign-in address and public key',
    'app_credential.test_requested': 'Test account requested',
    'connected_app.created': 'App connected to a company',
    'connected_app.connected': 'Connection of an app complete',
    'connected_app.sharing_changed': 'Data shared with the seller changed',
    'connected_app.assigned': 'App assigned',
    'connected_app.withdrawn': 'Assignments of an app withdrawn',
    'connected_app.adopted': 'New sign-in address and public key in use',
    'connected_app.batch_failed': 'Synchronisation failed, a decision is needed',
    'connected_app.batch_decided': 'Decision about failed synchronisation',
    'connected_app.batch_restarted': 'Synchronisation restarted by the seller',
    'connected_app.left_out_repeated': 'What was left out is synchronised again',
    'connected_app.reconciled': 'Differences from the directory found',
    'connected_app.ending': 'End of a connection started',
    'connected_app.ended': 'Connection ended',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof appFacts, 'acr' | 'cap'>>(
  {
    areas: { app_credential: '应用凭证', connected_app: '已绑定应用' },
    subjects: { acr: '应用凭证', cap: '已绑定应用' },
  },
  {
    areas: { app_credential: 'App credentials', connected_app: 'Connected apps' },
    subjects: { acr: 'App credential', cap: 'Connected app' },
  },
)
