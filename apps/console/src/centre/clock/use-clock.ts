import { ApiProblem } from '@loggia/client'
import { fromMinutes } from '@loggia/kernel'
import type { ClockState, MoveAsk } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useChange, useRead } from '../api.ts'
import { tellNow, useFrame } from '../frame.ts'
import { clockTexts } from './texts.ts'
import { splitLength } from './length.ts'

const restMs = 15_000
const movingMs = 400
const clockKey = 'GET /api/clock'

/** Reads the state of the clock; it is polled more often during a move. */
export function useClock(): ClockState | undefined {
  const { movableClock } = useFrame()
  const [isMoving, setMoving] = useState(false)
  const { data } = useRead(
    clockKey,
    {},
    {
      enabled: movableClock === true,
      refetchInterval: isMoving ? movingMs : restMs,
      // Compared with the time since the page began, so it has to be of the moment when it is read.
      isOfBrowser: true,
    },
  )
  useEffect(() => setMoving(data?.moving !== undefined), [data])
  return data
}

/**
 * Reads everything on the page again, but the clock itself and what a seller would be asked for: each step of a move
 * would send it one more call, until its limit for this buyer is reached.
 */
export function readMovedAgain(queries: QueryClient): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey, meta }) => queryKey[0] !== clockKey && meta?.['asksSeller'] !== true,
  })
}

/** Reads the page again at each observed step of a move, and at its end. */
export function useFollowing(clock: ClockState | undefined): void {
  const queries = useQueryClient()
  const { now } = useFrame()
  const seen = useRef<string>(undefined)
  useEffect(() => {
    if (!clock) return
    tellNow(clock.now, now)
    const place = clock.moving ? clock.now : (clock.last?.reached ?? '')
    const isNew = seen.current !== undefined && seen.current !== place
    seen.current = place
    if (isNew) readMovedAgain(queries)
  }, [clock, now, queries])
}

/** Moving and stopping, as an operator or, if that is allowed, as a seller. */
export function useMoves() {
  const { session } = useFrame()
  const isOperator = session?.operator === true
  const asOperator = useChange('POST /api/operator/clock/moves', [clockKey])
  const asSeller = useChange('POST /api/seller/clock/moves', [clockKey])
  const stopAsOperator = useChange('POST /api/operator/clock/stop', [clockKey])
  const stopAsSeller = useChange('POST /api/seller/clock/stop', [clockKey])
  const { mutate, isPending, isSuccess, error } = isOperator ? asOperator : asSeller
  const stopping = isOperator ? stopAsOperator : stopAsSeller
  return {
    isPending,
    isSuccess,
    error: error ?? stopping.error,
    move: (ask: MoveAsk) => mutate({ body: ask }),
    stop: () => stopping.mutate({}),
  }
}

/** The server's sentence why a move was refused. */
export const findRefusal = (error: Error): string | undefined =>
  error instanceof ApiProblem && error.detail !== '' ? error.detail : undefined

/** `365 days 4 hours ahead of real time`. */
export function useAheadText(): (aheadMs: number) => string {
  const texts = clockTexts.use()
  return (aheadMs) => {
    // The few moments that a move itself takes are left out.
    const whole = Math.round(aheadMs / fromMinutes(1)) * fromMinutes(1)
    const [large, small] = splitLength(whole).map(({ unit, count }) => texts.length[unit](formatCount(count)))
    if (large === undefined) return texts.onTime
    const length = small === undefined ? large : texts.length.joined(large, small)
    return aheadMs < 0 ? texts.behind(length) : texts.ahead(length)
  }
}
