import { factsOn } from '../facts.ts'
import { id, string, time } from '../members.ts'

const ofSampleItem = { sampleItemId: id('smp'), title: string }

/** They stand on the seller. */
export const sampleItemFacts = factsOn('sel', {
  'sample_item.declared': { ...ofSampleItem, endsAt: time },
  'sample_item.withdrawn': ofSampleItem,
  'sample_item.ended': ofSampleItem,
})
