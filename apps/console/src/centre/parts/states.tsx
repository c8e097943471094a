import type {
  AddressState,
  Breaker,
  CallState,
  OrderKind,
  OrderState as OrderStateName,
  ProductState as ProductStateName,
  ServiceState as ServiceStateName,
} from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { callKinds, outcomeKinds } from '../calls/outcome.ts'
import type { OutcomeInCall } from '../calls/outcome.ts'
import { stateTexts } from './state-texts.ts'

type Pill = { readonly pill?: boolean }

const orderKinds: Readonly<Record<OrderStateName, StateKind>> = {
  pending_payment: 'warn',
  processing: 'run',
  completed: 'ok',
  cancelled: 'end',
  refunded: 'end',
}
/** The state of an order; a refund order has its own words. */
export function OrderState({
  state,
  kind,
  pill = false,
}: Pill & { readonly state: OrderStateName; readonly kind: OrderKind }) {
  const texts = stateTexts.use()
  const words = kind === 'refund' ? texts.refundOrder : texts.order
  return (
    <State kind={orderKinds[state]} pill={pill}>
      {words[state]}
    </State>
  )
}

/**
 * How an active service is shown: trials, expiring services, and services that are frozen for a violation have their
 * own words.
 */
type ServiceLooks = ServiceStateName | 'performing' | 'delivering' | 'trial' | 'expiring' | 'barred'
const serviceKinds: Readonly<Record<ServiceLooks, StateKind>> = {
  opening: 'run',
  performing: 'run',
  delivering: 'run',
  active: 'ok',
  trial: 'run',
  expiring: 'warn',
  grace: 'warn',
  retention: 'ice',
  barred: 'bad',
  released: 'end',
  cancelled: 'end',
}
export function ServiceState({ state, pill = false }: Pill & { readonly state: ServiceLooks }) {
  return (
    <State kind={serviceKinds[state]} pill={pill}>
      {stateTexts.use().service[state]}
    </State>
  )
}

const productKinds: Readonly<Record<ProductStateName, StateKind>> = {
  draft: 'end',
  in_review: 'run',
  rejected: 'bad',
  listed: 'ok',
  hidden: 'ice',
  suspended: 'ice',
  delisted: 'end',
}
export function ProductState({ state, pill = false }: Pill & { readonly state: ProductStateName }) {
  return (
    <State kind={productKinds[state]} pill={pill}>
      {stateTexts.use().product[state]}
    </State>
  )
}

const addressKinds: Readonly<Record<AddressState, StateKind>> = {
  pending: 'run',
  approved: 'ok',
  rejected: 'bad',
}
export function ReviewState({ state }: { readonly state: AddressState }) {
  return <State kind={addressKinds[state]}>{stateTexts.use().address[state]}</State>
}

/** The state of a call; *parked* is a call that waits because its seller is parked. */
export function CallStateOf({ state, pill = false }: Pill & { readonly state: CallState | 'parked' }) {
  return (
    <State kind={state === 'parked' ? 'ice' : callKinds[state]} pill={pill}>
      {stateTexts.use().call[state]}
    </State>
  )
}

const breakerKinds: Readonly<Record<Breaker, StateKind>> = { closed: 'ok', half_open: 'warn', open: 'bad' }
/** Whether calls to a seller are sent. */
export function BreakerState({ breaker, pill = false }: Pill & { readonly breaker: Breaker }) {
  return (
    <State kind={breakerKinds[breaker]} pill={pill}>
      {stateTexts.use().breaker[breaker]}
    </State>
  )
}

/** The outcome of one attempt: the seller's own result code, if there is one, and a word. */
export function AttemptOutcome(props: {
  readonly outcome: OutcomeInCall
  readonly resultCode?: string | undefined
  readonly brief?: boolean
}) {
  const word = stateTexts.use().outcome[props.outcome]
  const code = props.resultCode
  return (
    <State kind={outcomeKinds[props.outcome]}>
      {code === undefined ? word : props.brief ? code : `${code} ${word}`}
    </State>
  )
}
