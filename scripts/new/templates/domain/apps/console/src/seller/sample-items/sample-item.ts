import type { ItemOf } from '../../centre/api.ts'

export type SampleItem = ItemOf<'GET /api/seller/sample-items'>
