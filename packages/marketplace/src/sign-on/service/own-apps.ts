import { listProducts } from '../../catalog/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { OwnApp } from '../schema.ts'
import * as store from '../store/index.ts'
import type { SignOnContext } from './context.ts'

/** Apps as those see them who use them. */
export function createOwnApps({ db }: Pick<SignOnContext, 'db'>) {
  /** The apps that a member’s account may use. */
  const listOwnApps = ({ memberId }: MemberActor) => store.people.listOfMember(db, memberId)

  /** The same with their products. */
  async function describeOwnApps(actor: MemberActor): Promise<OwnApp[]> {
    const apps = await listOwnApps(actor)
    const ids = [...new Set(apps.map(({ productId }) => productId))]
    const products = new Map((await listProducts(db, { ids })).map((one) => [one.id, one]))
    return apps.flatMap((app) => {
      const product = products.get(app.productId)
      return product ? { ...app, product } : []
    })
  }

  return {
    listOwnApps,
    /** R270: the test accounts of the member’s seller. */
    listTests: ({ memberId }: MemberActor) => store.people.listTestsOfMember(db, memberId),
    describeOwnApps,
    /** Whether a seller has an app of this id. */
    hasApp: (appId: string): Promise<boolean> => store.people.hasApp(db, appId),
  }
}
