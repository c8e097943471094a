import { mostDepth } from '@loggia/protocol/console/directory/kinds'
import { directoryProblems } from '../problems.ts'
import type { PlacedDepartment } from '../schema.ts'

/** Where a department is put: under a parent, or at the top. */
export type Place = { readonly path: string; readonly depth: number }

/**
 * `height` is the number of levels below the department. Throws `directory.department_in_itself` and
 * `directory.department_too_deep`.
 */
export function decidePlace(
  id: PlacedDepartment['id'],
  parent: PlacedDepartment | undefined,
  height: number,
): Place {
  if (parent?.path.includes(`${id}/`)) throw directoryProblems.department_in_itself()
  const depth = parent ? parent.depth + 1 : 0
  if (depth + height >= mostDepth) throw directoryProblems.department_too_deep({ most: mostDepth })
  return { path: `${parent?.path ?? ''}${id}/`, depth }
}

/**
 * R275. Throws `directory.department_has_people`, `directory.department_has_departments`, `directory.department_last`.
 */
export function requireEmpty(in_: {
  readonly people: number
  readonly departments: number
  /** All departments of the enterprise. */
  readonly all: number
}): void {
  if (in_.people > 0) throw directoryProblems.department_has_people({ people: in_.people })
  if (in_.departments > 0) throw directoryProblems.department_has_departments()
  if (in_.all === 1) throw directoryProblems.department_last()
}

/** The names from the top to each, with slashes between them; parents come first in the list. */
export function listNamePaths(departments: readonly PlacedDepartment[]): Map<PlacedDepartment['id'], string> {
  const paths = new Map<PlacedDepartment['id'], string>()
  for (const { id, name, parentId } of departments)
    paths.set(id, parentId === undefined ? name : `${paths.get(parentId)}/${name}`)
  return paths
}
