import type { clockFacts } from '@loggia/protocol/console/clock/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const clockNames = defineTexts<FactNames<typeof clockFacts>>(
  {
    'clock.moved': '推进云商店时钟',
  },
  {
    'clock.moved': 'Marketplace clock moved',
  },
)
