import type { Id, Instant } from '@loggia/kernel'
import type { MediumPurpose } from '@loggia/protocol/console/media/kinds'

/** What a picture is for: R33, R34, R35. */
export type Purpose = MediumPurpose
/** One size of a medium; `name` is the last part of its address, `/media/<name>`. */
export type MediumFile = {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}
/** A picture as it is kept: made anew from what was uploaded, in the sizes that pages need, the largest first. */
export type Medium = {
  readonly id: Id<'med'>
  readonly sellerId: Id<'sel'>
  readonly purpose: Purpose
  /** Of the bytes that were uploaded: the same again are the same medium. */
  readonly sha256: string
  readonly type: 'image/webp'
  readonly files: readonly [MediumFile, ...MediumFile[]]
  readonly createdAt: Instant
}
/** A picture that is worked on and stored, and not yet anybody's. */
export type PreparedMedium = Omit<Medium, 'sellerId' | 'createdAt'>

/** What a seller's pictures come to. */
export type Holding = { readonly count: number; readonly bytes: number }
