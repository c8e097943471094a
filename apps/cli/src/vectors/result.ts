/** The result of one vector. */
export type VectorResult = {
  /** The file in packages/protocol/vectors, without `.json`. */
  readonly file: string
  readonly id: string
  readonly note?: string | undefined
  readonly passed: boolean
}

type Named = { readonly id: string; readonly note?: string | undefined }

/** Runs every vector of a list; `file` is the name of its file without `.json`. */
export const checkVectors = <Vector extends Named>(
  file: string,
  vectors: readonly Vector[],
  isRight: (vector: Vector) => boolean,
): VectorResult[] =>
  vectors.map((vector) => ({ file, id: vector.id, note: vector.note, passed: isRight(vector) }))
