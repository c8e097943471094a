import type { MemberActor } from '../../platform/index.ts'
import type { SampleItems } from '../index.ts'

/** One of a seller's own, by the name that the routes give its id. */
export async function makeOwned(
  { sampleItems }: { readonly sampleItems: SampleItems },
  { seller }: { readonly seller: MemberActor },
): Promise<Readonly<Record<'sampleItemId', string>>> {
  const { id } = await sampleItems.declare({ actor: seller }, { title: 'Their own', days: 30 })
  return { sampleItemId: id }
}
