import type { agreementFacts } from '@loggia/protocol/console/agreements/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const agreementNames = defineTexts<FactNames<typeof agreementFacts>>(
  {
    'agreement.published': '发布协议',
    'market_terms.published': '发布用户协议',
    'member.agreed': '同意协议',
  },
  {
    'agreement.published': 'Agreement published',
    'market_terms.published': 'User agreement published',
    'member.agreed': 'Agreement accepted',
  },
)
