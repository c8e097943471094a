import type { agreementFacts } from '@loggia/protocol/console/agreements/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const agreementNames = defineTexts<FactNames<typeof agreementFacts>>(
  {
    'agreement.published': '发布协议',
    'member.agreed': '同意协议',
    'seller.agreed': '商家接受合作协议',
  },
  {
    'agreement.published': 'Agreement published',
    'member.agreed': 'Agreement accepted',
    'seller.agreed': 'Seller agreement accepted by a seller',
  },
)
