import type { Id, Instant } from '@loggia/kernel'

export type Message = {
  readonly id: Id<'msg'>
  readonly kind: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Instant
  readonly readAt?: Instant
}
