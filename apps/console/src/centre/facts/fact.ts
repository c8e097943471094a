import type {
  FactDeclaration,
  FactKind,
  FactKindOn,
  FactSubject,
  HistoryEntry,
  ShownFacts,
} from '@loggia/protocol/console'
import { readMembers } from '@loggia/protocol/console/members'

type Told = {
  readonly sequence: number
  readonly at: string
  /** The member who did it, if one did. */
  readonly who?: string | undefined
}
/** An entry of a time line with its data parsed. */
export type FactOf<K extends FactKind> = {
  [P in K]: Told & { readonly kind: P; readonly data: ShownFacts[P] }
}[K]
/**
 * An entry whose kind this version does not know, or whose data do not match the declaration. Only its name is shown.
 */
export type PlainFact = Told & { readonly kind: 'plain'; readonly name: string }

/** The kinds among these declarations that belong to a subject. */
export type KindsOn<F, S extends FactSubject> = Extract<keyof F, FactKindOn<S>>

/** Reads an entry as one of these facts. It never fails, because history may be older or newer than the page. */
export function readFact<K extends FactKind>(
  declared: { readonly [P in K]: FactDeclaration },
  { kind, data, sequence, at, actor }: HistoryEntry,
): FactOf<K> | PlainFact {
  const of = { sequence, at, who: actor.name }
  const known: Readonly<Record<string, FactDeclaration>> = declared
  const declaration = Object.hasOwn(known, kind) ? known[kind] : undefined
  const read = declaration && readMembers(declaration.data, data)
  return read ? ({ ...of, kind, data: read } as FactOf<K>) : { ...of, kind: 'plain', name: kind }
}
