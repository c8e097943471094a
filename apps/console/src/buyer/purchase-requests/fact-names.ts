import type { purchaseRequestFacts } from '@loggia/protocol/console/purchase-requests/facts'
import type { purchaseRequestMessages } from '@loggia/protocol/console/purchase-requests/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    'purchase-requests': { facts: typeof purchaseRequestFacts; messages: typeof purchaseRequestMessages }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof purchaseRequestFacts>>(
  {
    'purchase_request.filed': '提交采购申请',
    'purchase_request.approved': '通过采购申请',
    'purchase_request.rejected': '驳回采购申请',
    'purchase_request.withdrawn': '撤回采购申请',
    'purchase_request.expired': '采购申请到期失效',
  },
  {
    'purchase_request.filed': 'Purchase request filed',
    'purchase_request.approved': 'Purchase request approved',
    'purchase_request.rejected': 'Purchase request rejected',
    'purchase_request.withdrawn': 'Purchase request withdrawn',
    'purchase_request.expired': 'Purchase request expired',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof purchaseRequestFacts, 'prq'>>(
  { areas: { purchase_request: '采购申请' }, subjects: { prq: '采购申请' } },
  { areas: { purchase_request: 'Purchase requests' }, subjects: { prq: 'Purchase request' } },
)
