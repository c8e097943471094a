import type { PageFrame, Session } from '@loggia/protocol/console'
import { fromIso, toInstant } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { useHydrated } from './hydrated.ts'

/** The frame of a centre, with the market time at which the page was sent. */
export type CentreFrame = PageFrame & { readonly now: string }

const FrameContext = createContext<CentreFrame | undefined>(undefined)
export const FrameProvider = FrameContext.Provider

/** What the server sent about the reader and the market with the page. */
export function useFrame(): CentreFrame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('A frame is needed around the centres')
  return frame
}

/**
 * The market time at the beginning of this document. Set when the server reports a time that differs from the page's,
 * because the clock may have been moved.
 */
let beginning: number | undefined
const listeners = new Set<() => void>()
const getNoBeginning = (): undefined => undefined
/** Smaller differences are not moves but the duration of a response. */
const noMoveMs = 1500

/** Records the market time that the server has just reported. */
export function tellNow(now: string, wasNow: string): void {
  const next = fromIso(now) - performance.now()
  if (Math.abs(next - (beginning ?? fromIso(wasNow))) < noMoveMs) return
  beginning = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Returns the market time: the last reported time plus what has passed since. While the browser takes over what the
 * server rendered, it is the time of the page, as on the server.
 */
export function useNow(): () => Instant {
  const { now } = useFrame()
  const isHydrated = useHydrated()
  const getBeginning = () => beginning
  const began = useSyncExternalStore(subscribe, getBeginning, getNoBeginning) ?? fromIso(now)
  return () => toInstant(Math.round(began + (isHydrated ? performance.now() : 0)))
}

/** The centres, one for each role. */
export type Area = 'buyer' | 'seller' | 'operator'
export const areas: readonly Area[] = ['buyer', 'seller', 'operator']

const AreaContext = createContext<Area | undefined>(undefined)
export const AreaProvider = AreaContext.Provider

/** The centre of this page, for pages that several centres share. */
export function useArea(): Area {
  const area = useContext(AreaContext)
  if (!area) throw new Error('A page of a centre is needed around this')
  return area
}

/** Whether the member may use this centre (R1: a member may hold several roles). */
export function mayUse(area: Area, session: Session): boolean {
  return area === 'operator' ? session.operator : session[area] !== undefined
}

/** The address for signing in and returning to `next`. */
export const formatSignInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`
