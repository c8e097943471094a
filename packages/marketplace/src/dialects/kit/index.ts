import { defineFamily } from '../define-family.ts'
import { kitV1 } from './v1.ts'
import { kitV2 } from './v2.ts'
import { scimV2 } from './scim.ts'

/** What a joint product is told of: the enterprise, its departments, and the people who may use the app. */
export const kit = defineFamily({
  name: 'kit',
  of: 'product',
  dialects: { 'kit-v2': kitV2, 'kit-v1': kitV1, 'scim-v2': scimV2 },
})
