import { assembleFamilies } from './define-family.ts'
import type { AnswerIn, FactsIn, OperationIn } from './define-family.ts'
import { families } from './families.ts'
import type { Dialect, Family } from './dialect.ts'

type Families = typeof families
type DialectsOf<Name extends keyof Families> = Families[Name]['dialects']
type DialectOf<Name extends keyof Families> = DialectsOf<Name>[keyof DialectsOf<Name>]

export type FamilyName = keyof Families
/** An operation of one family, or of any. */
export type Operation<Name extends FamilyName = FamilyName> = { [N in Name]: OperationIn<DialectOf<N>> }[Name]
export type OperationKind<Name extends FamilyName = FamilyName> =
  Operation<Name> extends { readonly kind: infer Kind extends string } ? Kind : never
export type Protocol<Name extends FamilyName = FamilyName> = {
  [N in Name]: keyof DialectsOf<N> & string
}[Name]
/** Facts that the owner of a family knows about an operation. */
export type Facts<Name extends FamilyName = FamilyName> = FactsIn<DialectOf<Name>>
/** The data of an accepted answer to an operation. */
export type AnswerTo<Asked extends Operation = Operation> = {
  [N in FamilyName]: Asked extends Operation<N> ? AnswerIn<DialectOf<N>> : never
}[FamilyName]

const index = assembleFamilies(families)
/** The family of a kind of operation. */
export const familyOf = index.familyOf as (
  kind: string,
) => Family & { readonly name: FamilyName; readonly firstProtocol: Protocol }
export const dialects = index.dialects as { readonly [P in Protocol]: Dialect & { readonly protocol: P } }

/** Whether two protocols of a family have words for the same operations. */
export const hasSameWords = (one: Protocol, other: Protocol): boolean => {
  const [words, others] = [one, other].map((protocol) =>
    Object.keys(dialects[protocol].schedules.compatible).sort(),
  )
  return String(words) === String(others)
}

export { families }
export type { Dialect } from './dialect.ts'
export type { Outcome, Schedule, Sending } from './schema.ts'
