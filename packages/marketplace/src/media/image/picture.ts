/** The EXIF orientation: how the stored rows must be rotated and mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
/** A file that was parsed without decoding its pixels, and reassembled from the parts that they need. */
export type Picture = {
  readonly type: 'PNG' | 'JPEG' | 'WebP'
  /** As stored, before the rotation. */
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  /** Header and pixels only, without metadata, comments, profiles and trailing bytes. */
  readonly clean: Uint8Array
  /** The bytes after the end of the picture. */
  readonly trailing: Uint8Array
}
/** Width and height after the rotation. */
export const getShownSize = ({ width, height, orientation }: Picture): { width: number; height: number } =>
  orientation >= 5 ? { width: height, height: width } : { width, height }
