import type { ledgerFacts } from '@loggia/protocol/console/ledger/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const ledgerNames = defineTexts<FactNames<typeof ledgerFacts>>(
  {
    'balance.topped_up': '余额入账',
    'balance.corrected': '更正余额',
    'balance.proposed': '提出余额变动',
    'balance.change_rejected': '拒绝余额变动',
    'balance.change_withdrawn': '撤回余额变动',
  },
  {
    'balance.topped_up': 'Balance topped up',
    'balance.corrected': 'Balance corrected',
    'balance.proposed': 'Change of a balance proposed',
    'balance.change_rejected': 'Change of a balance rejected',
    'balance.change_withdrawn': 'Change of a balance withdrawn',
  },
)
