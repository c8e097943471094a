import type { ledgerFacts } from '@loggia/protocol/console/ledger/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const ledgerNames = defineTexts<FactNames<typeof ledgerFacts>>(
  {
    'balance.topped_up': '余额充值',
    'balance.corrected': '余额更正',
    'balance.proposed': '提交余额变动',
    'balance.change_rejected': '驳回余额变动',
    'balance.change_withdrawn': '撤回余额变动',
    'top_up.requested': '申请充值',
    'top_up.receipt_added': '上传转账凭证',
    'top_up.rejected': '驳回充值申请',
    'top_up.withdrawn': '撤回充值申请',
    'transfer_details.changed': '修改收款账户',
  },
  {
    'balance.topped_up': 'Balance topped up',
    'balance.corrected': 'Balance corrected',
    'balance.proposed': 'Balance adjustment submitted',
    'balance.change_rejected': 'Balance adjustment rejected',
    'balance.change_withdrawn': 'Balance adjustment withdrawn',
    'top_up.requested': 'Top-up requested',
    'top_up.receipt_added': 'Receipt of a transfer added',
    'top_up.rejected': 'Top-up request rejected',
    'top_up.withdrawn': 'Top-up request withdrawn',
    'transfer_details.changed': 'Bank account for top-ups changed',
  },
)
