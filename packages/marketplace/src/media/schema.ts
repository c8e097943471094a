import type { Id, Instant } from '@loggia/kernel'
import type { MediumPurpose } from '@loggia/protocol/console/media/kinds'

/** The purpose of a picture: R33, R34, R35. */
export type Purpose = MediumPurpose
/** One size of a medium; `name` is the last part of its address, `/media/<name>`. */
export type MediumFile = {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}
/** A stored picture: encoded again from the upload, in the sizes that pages need, the largest first. */
export type Medium = {
  readonly id: Id<'med'>
  readonly sellerId: Id<'sel'>
  readonly purpose: Purpose
  /** The hash of the uploaded bytes: an upload of the same bytes is the same medium. */
  readonly sha256: string
  readonly type: 'image/webp'
  readonly files: readonly [MediumFile, ...MediumFile[]]
  readonly createdAt: Instant
}
/** A picture that is encoded and stored, but does not belong to a seller yet. */
export type PreparedMedium = Omit<Medium, 'sellerId' | 'createdAt'>

/** The number and total bytes of a seller's pictures. */
export type Holding = { readonly count: number; readonly bytes: number }
