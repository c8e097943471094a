import type { IdPrefix } from '@loggia/kernel'
import { hide, defineId } from './members.ts'
import type { FactReader, Member, Members } from './members.ts'

/**
 * The subject of a fact: the prefix of an id, a category, the market itself, a party (a buyer, a seller or the
 * operators), or an application of either kind (`sap_`, `oap_`).
 */
export type FactSubject = IdPrefix | 'category' | 'market' | 'party' | 'application'

/** Declares a kind of fact: its subject, its data, and who may not see it. */
export type FactDeclaration<On extends FactSubject = FactSubject, M extends Members = Members> = {
  readonly on: On
  readonly data: M
  readonly hiddenFrom: readonly FactReader[]
  /** Otherwise a fact of an order is about one line, and so about one seller. */
  readonly isOfWholeOrder: boolean
}
type More = Partial<Pick<FactDeclaration, 'hiddenFrom' | 'isOfWholeOrder'>>

/** Declares facts of one subject by kind, each with the members of its data. */
export const defineFacts = <On extends FactSubject, const F extends Readonly<Record<string, Members>>>(
  on: On,
  facts: F,
  { hiddenFrom = [], isOfWholeOrder = false }: More = {},
): { readonly [K in keyof F]: FactDeclaration<On, F[K]> } =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, data]) => [kind, { on, data, hiddenFrom, isOfWholeOrder }]),
  ) as { readonly [K in keyof F]: FactDeclaration<On, F[K]> }

/**
 * The seller that a fact concerns, in an order of several sellers; used to decide who may see it, and shown to nobody.
 */
export const ofSeller: { readonly sellerId: Member<`sel_${string}`, true, false> } = {
  sellerId: hide(defineId('sel'), 'buyer', 'seller', 'one_of_sellers', 'operator'),
}
