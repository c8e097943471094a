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
  },
  {
    'balance.topped_up': 'Balance topped up',
    'balance.corrected': 'Balance corrected',
    'balance.proposed': 'Balance adjustment submitted',
    'balance.change_rejected': 'Balance adjustment rejected',
    'balance.change_withdrawn': 'Balance adjustment withdrawn',
  },
)
