import type { Dialect, Family } from './dialect.ts'
import type { AnyAnswer, AnyOperation, Outcome } from './schema.ts'

/** The operations that these dialects can write. */
export type OperationIn<D> = D extends { toWire(sending: infer Given): unknown }
  ? Given extends { readonly operation: infer Operation extends AnyOperation }
    ? Operation
    : never
  : never
/** The facts that their requests contain. */
export type FactsIn<D> = D extends { toWire(sending: infer Given): unknown }
  ? Given extends { readonly facts?: infer Facts }
    ? Facts
    : never
  : never
/** The data of their accepted answers. */
export type AnswerIn<D> = D extends { fromWire(...asked: never[]): infer Read }
  ? Read extends { readonly data: infer Answer extends AnyAnswer }
    ? Answer
    : never
  : never

type Protocols = Readonly<Record<string, Dialect>>
type FamilyOf<P extends Protocols> = Family<
  OperationIn<P[keyof P]>,
  FactsIn<P[keyof P]>,
  AnswerIn<P[keyof P]>
>
type Named<P extends Protocols> = { readonly dialects: P; readonly firstProtocol: keyof P & string }

/**
 * Creates a family of operations with its protocols, by name. Defaults: `firstProtocol` is the first of them, a
 * `confirmed` answer closes a call, and an operation is about its `reference`.
 */
export function defineFamily<const P extends Protocols>(
  written: Pick<FamilyOf<P>, 'name' | 'of'> &
    Partial<Pick<FamilyOf<P>, 'isAccepted' | 'referenceIn'>> &
    Pick<Named<P>, 'dialects'> &
    Partial<Pick<Named<P>, 'firstProtocol'>>,
): Omit<FamilyOf<P>, keyof Named<P>> & Named<P> {
  const [first] = Object.keys(written.dialects)
  if (first === undefined) throw new Error(`The family ${written.name} has no protocol`)
  return { firstProtocol: first, isAccepted: isDone, referenceIn: referenceOf, ...written }
}

const isDone = (_operation: unknown, { kind }: Outcome): boolean => kind === 'confirmed'

const referenceOf = (operation: object): string | undefined =>
  'reference' in operation && typeof operation.reference === 'string' ? operation.reference : undefined

/**
 * Indexes families by protocol and by kind of operation. Throws if two families share a kind or a protocol, or if one
 * is registered under a name that is not its own.
 */
export function assembleFamilies(families: Readonly<Record<string, Family>>) {
  const byKind = new Map<string, Family>()
  const dialects = new Map<string, Dialect>()
  for (const [name, family] of Object.entries(families)) {
    requireOwnName(name, family.name)
    for (const [protocol, dialect] of Object.entries(family.dialects)) {
      requireOwnName(protocol, dialect.protocol)
      if (dialects.has(protocol)) throw new Error(`Two families have the protocol ${protocol}`)
      dialects.set(protocol, dialect)
      for (const kind of Object.keys(dialect.schedules.compatible)) {
        if ((byKind.get(kind) ?? family) !== family)
          throw new Error(`Two families have the operation ${kind}`)
        byKind.set(kind, family)
      }
    }
  }
  function familyOf(kind: string): Family {
    const family = byKind.get(kind)
    if (!family) throw new Error(`No family has the operation ${kind}`)
    return family
  }
  return { familyOf, dialects: Object.fromEntries(dialects) as Readonly<Record<string, Dialect>> }
}

function requireOwnName(name: string, own: string): void {
  if (name !== own) throw new Error(`${own} stands under the name ${name}`)
}
