import type { sampleItemFacts } from '@loggia/protocol/console/sample-items/facts'
import type { sampleItemMessages } from '@loggia/protocol/console/sample-items/messages'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    'sample-items': { facts: typeof sampleItemFacts; messages: typeof sampleItemMessages }
  }
}

/** What the record of changes calls what happened to them. */
export const factNames = defineTexts<FactNames<typeof sampleItemFacts>>(
  {
    'sample_item.declared': '新增样品',
    'sample_item.withdrawn': '撤回样品',
    'sample_item.ended': '样品到期',
  },
  {
    'sample_item.declared': 'Sample item added',
    'sample_item.withdrawn': 'Sample item withdrawn',
    'sample_item.ended': 'Sample item ended',
  },
)
