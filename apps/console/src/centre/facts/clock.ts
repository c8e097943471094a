import type { clockFacts } from '@loggia/protocol/console/clock/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const clockNames = defineTexts<FactNames<typeof clockFacts>>(
  {
    'clock.moved': '推进云商店的时间',
  },
  {
    'clock.moved': 'Time of the marketplace moved',
  },
)
