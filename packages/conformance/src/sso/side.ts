import type { SsoDesk } from './desk.ts'
import type { ResolvedPlaces } from './places.ts'

/** The marketplace of a run, and where the server signs people in. */
export type SignOnSide = { readonly places: ResolvedPlaces; readonly desk: SsoDesk }
