import type { Breaker, CallSummary, OperatorCallSummary } from '@loggia/protocol/console'
import { useList, useRead } from '../api.ts'
import type { ReadKey } from '../api.ts'
import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'

/** The centres that show calls. */
export type CallArea = Exclude<Area, 'buyer'>
/** A call in the list of a seller or of an operator. */
export type ListedCall = CallSummary & Partial<Pick<OperatorCallSummary, 'seller'>>

export const callLists = { seller: 'GET /api/seller/calls', operator: 'GET /api/operator/calls' } as const
export const oneCalls = {
  seller: 'GET /api/seller/calls/:callId',
  operator: 'GET /api/operator/calls/:callId',
} as const
/** The routes to read again after an act on a call. */
export const staleAfter: Readonly<Record<CallArea, readonly ReadKey[]>> = {
  seller: [callLists.seller, oneCalls.seller, 'GET /api/seller/call-standing'],
  operator: [
    callLists.operator,
    oneCalls.operator,
    'GET /api/operator/gates',
    'GET /api/operator/coming',
    'GET /api/operator/overview',
  ],
}

const refreshMs = 10_000
const whileParkedMs = 3_000
const gatesAtOnce = 100

/** The state of the calls to a seller. */
export type Standing = {
  readonly breaker: Breaker
  readonly parkedSince?: string | undefined
  readonly probeAt?: string | undefined
  readonly nextCallProbes?: boolean | undefined
}

/** The seller's own state, polled, and more often while the seller is parked. */
export function useSellerStanding(enabled = true) {
  const key = 'GET /api/seller/call-standing'
  const mayAsk = useMayAsk(key, 'calls:read')
  const isParkedNow = (useRead(key, {}, { enabled: false }).data?.breaker ?? 'closed') !== 'closed'
  return useRead(
    key,
    {},
    {
      refetchInterval: isParkedNow ? whileParkedMs : refreshMs,
      enabled: enabled && mayAsk,
    },
  )
}

/** The gates of the sellers; parked ones come first. */
export const useGates = (enabled = true) =>
  useList('GET /api/operator/gates', { limit: gatesAtOnce }, { refetchInterval: refreshMs, enabled })

/** Finds the state to show with a call: the seller's own, or for an operator that of the call's seller. */
export function useStandingOf(area: CallArea): (call: ListedCall) => Standing | undefined {
  const own = useSellerStanding(area === 'seller').data
  const gates = useGates(area === 'operator').items
  return ({ seller }) => (seller ? gates?.find((gate) => gate.seller.id === seller.id) : own)
}

/** Whether a call would be sent by now if its seller were not parked. */
export const isParked = ({ state, live, activity }: ListedCall, standing: Standing | undefined): boolean =>
  state === 'waiting' &&
  !live &&
  activity !== 'orderNotify' &&
  standing !== undefined &&
  standing.breaker !== 'closed'
