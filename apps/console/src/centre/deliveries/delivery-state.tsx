import type { DeliveryState as DeliveryStateName } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { deliveryTexts } from './texts.ts'

const kinds: Readonly<Record<DeliveryStateName, StateKind>> = {
  started: 'run',
  delivered: 'warn',
  accepted: 'ok',
  failed: 'end',
}
export const DeliveryState = ({ state }: { readonly state: DeliveryStateName }) => (
  <State kind={kinds[state]}>{deliveryTexts.use().state[state]}</State>
)
