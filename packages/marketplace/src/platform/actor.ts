import type { Id } from '@loggia/kernel'

/** A signed-in member, with the parties that the member may act for (R1: one account may hold all three). */
export type MemberActor = {
  readonly kind: 'member'
  readonly memberId: Id<'mbr'>
  readonly name: string
  readonly buyerId?: Id<'byr'>
  readonly sellerId?: Id<'sel'>
  readonly operator: boolean
}
/** The marketplace itself: wake-ups, answers of sellers, first set-up. */
export type SystemActor = {
  readonly kind: 'system'
  /** The program that acts, if one does; the record shows it. */
  readonly name?: string
}
export type Actor = MemberActor | SystemActor

export const system: SystemActor = { kind: 'system' }
