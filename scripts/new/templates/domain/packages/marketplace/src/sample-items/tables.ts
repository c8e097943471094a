import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { SampleItem } from './schema.ts'

export type SampleItemTables = {
  sample_item: {
    id: Id<'smp'>
    seller_id: Id<'sel'>
    title: string
    days: number
    state: SampleItem['state']
    declared_at: Instant
    ends_at: Instant
    withdrawn_at: Instant | null
  }
}

export const sampleItemExports = { sample_item: { key: ['id'] } } satisfies ExportedOf<SampleItemTables>
