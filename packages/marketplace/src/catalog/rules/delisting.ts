import type { Id } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { Application, Draft, Sku, SkuName, Specification } from '../schema.ts'

type Parts = { readonly specifications: readonly Specification[]; readonly skus: readonly Sku[] }
type Ask = Pick<Application, 'specificationIds' | 'skus'>

const isNamed = (sku: SkuName, names: readonly SkuName[] | undefined): boolean =>
  names?.some((one) => isSame(one, sku)) ?? false

const isSame = (one: SkuName, other: SkuName): boolean =>
  one.specificationId === other.specificationId && one.values.join() === other.values.join()

/** R50: the specifications and skus to be delisted exist and are on sale. */
export function requireDelistable({ specifications, skus }: Parts, ask: Ask): void {
  const ids = [...(ask.specificationIds ?? []), ...(ask.skus ?? []).map((one) => one.specificationId)]
  for (const specificationId of ids) {
    const found = specifications.find(({ id }) => id === specificationId)
    if (!found) throw catalogProblems.specification_unknown({ specificationId })
    if (found.delistedAt !== undefined) throw catalogProblems.nothing_to_delist({ specificationId })
  }
  for (const name of ask.skus ?? []) {
    const found = skus.find((one) => isSame(one, name))
    if (!found) throw catalogProblems.sku_unknown(name)
    if (!found.offered) throw catalogProblems.nothing_to_delist(name)
  }
}

/**
 * R50: delisting all skus of a specification delists the specification; delisting all specifications delists the
 * product. An ask that names neither means the whole product.
 */
export function decideDelisted(
  { specifications, skus }: Parts,
  ask: Ask,
): {
  readonly specificationIds: Id<'spc'>[]
  /** Single skus of specifications that stay on sale. */
  readonly skuIds: Id<'sku'>[]
  readonly all: boolean
} {
  const standing = specifications.filter(({ delistedAt }) => delistedAt === undefined)
  const isWhole = !ask.specificationIds && !ask.skus
  const gone = standing.filter(
    ({ id }) => isWhole || ask.specificationIds?.includes(id) || isEmptied(id, skus, ask),
  )
  const specificationIds = gone.map(({ id }) => id)
  return {
    specificationIds,
    skuIds: skus
      .filter((sku) => isNamed(sku, ask.skus) && !specificationIds.includes(sku.specificationId))
      .map(({ id }) => id),
    all: gone.length === standing.length,
  }
}

function isEmptied(id: Id<'spc'>, skus: readonly Sku[], ask: Ask): boolean {
  const offered = skus.filter((sku) => sku.specificationId === id && sku.offered)
  return ask.skus !== undefined && offered.length > 0 && offered.every((sku) => isNamed(sku, ask.skus))
}

/** R50: a change does not offer a delisted sku again. */
export function requireNoDelistedSku(skus: readonly Sku[], next: Draft): void {
  for (const { id, name, skus: offered } of next.specifications)
    for (const { values } of offered) {
      const was = id && skus.find((one) => isSame(one, { specificationId: id, values }))
      if (was && was.delistedAt !== undefined) throw catalogProblems.sku_delisted({ name: name.zh })
    }
}
