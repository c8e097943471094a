import type { Session } from '@loggia/protocol/console'
import { fromIso, instant } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { createContext, useContext } from 'react'
import type { BrowserFrame } from '../page.ts'

const FrameContext = createContext<BrowserFrame | undefined>(undefined)
export const FrameProvider = FrameContext.Provider

/** What the server said about the reader and the market when it sent the page. */
export function useFrame(): BrowserFrame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('A frame is needed around the centres')
  return frame
}

/** Market time: what it was when the server sent the page, and what has gone by since. */
export function useNow(): () => Instant {
  const { now } = useFrame()
  return () => instant(Math.round(fromIso(now) + performance.now()))
}

/** The centres, one for each role. */
export type Area = 'buyer' | 'seller' | 'operator'
export const areas: readonly Area[] = ['buyer', 'seller', 'operator']

/** Whether the member may use that centre (R1: a member may hold several roles). */
export function mayUse(area: Area, session: Session): boolean {
  return area === 'operator' ? session.operator : session[area] !== undefined
}

/** Where to sign in and then come back to. */
export const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`
