import type { Order, SellerOrder } from '@loggia/protocol/console'
import type { Area } from '../frame.ts'
import { LicenseCard } from './later.ts'

/** The licenses of an order. */
export const LicenseCards = (props: { readonly area: Area; readonly order: Order | SellerOrder }) =>
  props.order.kind === 'new' &&
  props.order.lines.map(
    ({ type, subscriptionId }) =>
      type === 'license' &&
      subscriptionId !== undefined && (
        <LicenseCard key={subscriptionId} area={props.area} serviceId={subscriptionId} />
      ),
  )
