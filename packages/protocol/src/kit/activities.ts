/** The five interfaces of the joint kit (joint-kit §1). A request names its own in the path, not in a member. */
export const kitActivities = [
  'tenantSync',
  'applicationSync',
  'authSync',
  'singleOrgSync',
  'allOrgSync',
] as const
/** One of {@link kitActivities}. */
export type KitActivity = (typeof kitActivities)[number]
/** Whether the kit has this interface. */
export const isKitActivity = (name: string): name is KitActivity => kitActivities.some((one) => one === name)
/** The two generations of the kit, which differ in paths and proofs. */
export type KitGeneration = 'v1' | 'v2'

const roots: Readonly<Record<KitGeneration, string>> = { v1: '/produceAPI/', v2: '/produceAPI/v2/' }

/** What the marketplace appends to a seller's address (joint-kit §3), such as `/produceAPI/v2/tenantSync`. */
export const writeSubPath = (generation: KitGeneration, activity: KitActivity): string =>
  roots[generation] + activity

/** The paths of both generations. */
export const kitPaths: readonly string[] = (['v2', 'v1'] as const).flatMap((generation) =>
  kitActivities.map((activity) => writeSubPath(generation, activity)),
)

/** The generation and the interface of a request by its path, which may begin with the path of the seller's address. */
export function findKitCall(
  path: string,
): { readonly generation: KitGeneration; readonly activity: KitActivity } | undefined {
  const found = /\/produceAPI\/(v2\/)?([A-Za-z]+)$/.exec(path)
  const activity = kitActivities.find((one) => one === found?.[2])
  return activity && { generation: found?.[1] ? 'v2' : 'v1', activity }
}
