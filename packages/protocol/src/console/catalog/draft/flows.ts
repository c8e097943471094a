import type { ProductType } from '@loggia/kernel'
import { flowsOfType } from '../../supervision/kinds.ts'

/** R12: the flows of supervision that products have; which of them is a seller's choice depends on the type. */
export type ProductFlow = (typeof flowsOfType)[ProductType]['flows'][number]
export const productFlows = Object.values(flowsOfType).flatMap<ProductFlow>(({ flows }) => flows)
