import { defineLaterPart } from '../../../centre/parts/later.tsx'

export const DeliveryStep = defineLaterPart(() => import('./delivery-step.tsx'), 'DeliveryStep')
export const SaleStep = defineLaterPart(() => import('./sale-step.tsx'), 'SaleStep')
export const SubmitStep = defineLaterPart(() => import('./submit-step.tsx'), 'SubmitStep')
export const GateRun = defineLaterPart(() => import('../../test-calls/gate-run.tsx'), 'GateRun')
export const AttributesStep = defineLaterPart(() => import('./attributes-step.tsx'), 'AttributesStep')
export const MediaStep = defineLaterPart(() => import('./media-step.tsx'), 'MediaStep')
export const PricesStep = defineLaterPart(() => import('./prices-step.tsx'), 'PricesStep')
