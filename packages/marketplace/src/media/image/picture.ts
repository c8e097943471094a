/** What an EXIF orientation says: how the stored rows are to be turned. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
/** A file that was taken apart without being decoded, and put together again from what its pixels need. */
export type Picture = {
  readonly type: 'PNG' | 'JPEG' | 'WebP'
  /** As stored, before it is turned. */
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  /** Header and pixels only: no metadata, comment, profile or trailing byte. */
  readonly clean: Uint8Array
  /** What stood behind the end of the picture. */
  readonly trailing: Uint8Array
}
/** Width and height as people see it. */
export const getShownSize = ({ width, height, orientation }: Picture): { width: number; height: number } =>
  orientation >= 5 ? { width: height, height: width } : { width, height }
