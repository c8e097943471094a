import type { PageFrame, Session } from '@loggia/protocol/console'
import { fromIso, toInstant } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { createContext, useContext, useSyncExternalStore } from 'react'

/** The frame of a centre, with market time when the page was sent. */
export type CentreFrame = PageFrame & { readonly now: string }

const FrameContext = createContext<CentreFrame | undefined>(undefined)
export const FrameProvider = FrameContext.Provider

/** What the server said about the reader and the market when it sent the page. */
export function useFrame(): CentreFrame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('A frame is needed around the centres')
  return frame
}

/** Market time at this document's beginning, once more is known than the page said: the clock may have been moved since. */
let beginning: number | undefined
const listeners = new Set<() => void>()
/** What is no move: the way of an answer to the reader. */
const noMoveMs = 1500

/** The server has just said what time it is in the market. */
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

/** Market time: what it was when the server last said, and what has gone by since. */
export function useNow(): () => Instant {
  const { now } = useFrame()
  const began = useSyncExternalStore(subscribe, () => beginning) ?? fromIso(now)
  return () => toInstant(Math.round(began + performance.now()))
}

/** The centres, one for each role. */
export type Area = 'buyer' | 'seller' | 'operator'
export const areas: readonly Area[] = ['buyer', 'seller', 'operator']

const AreaContext = createContext<Area | undefined>(undefined)
export const AreaProvider = AreaContext.Provider

/** The centre whose page this is, for pages that several have. */
export function useArea(): Area {
  const area = useContext(AreaContext)
  if (!area) throw new Error('A page of a centre is needed around this')
  return area
}

/** Whether the member may use that centre (R1: a member may hold several roles). */
export function mayUse(area: Area, session: Session): boolean {
  return area === 'operator' ? session.operator : session[area] !== undefined
}

/** Where to sign in and then come back to. */
export const formatSignInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`
