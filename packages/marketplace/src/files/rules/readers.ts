import type { Id } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console'
import type { SignedIn } from '../../parties/index.ts'
import { partyProblems } from '../../parties/index.ts'
import { fileProblems } from '../problems.ts'
import type { FileKind, FileOwner, FileReaders, KeptFile } from '../schema.ts'

/** The member who asks for a file, with their rights in each party. */
export type FileAsker = Pick<SignedIn, 'actor' | 'rights'>

/** The parties for which the member may read a file. */
function partiesThatRead(
  { actor }: FileAsker,
  owner: FileOwner,
  readers: readonly FileReaders[],
): ('seller' | 'buyer' | 'operator')[] {
  const { sellerId, buyerId, operator } = actor
  const isIn = <T extends Id>(id: T | undefined, lists: readonly (readonly T[] | undefined)[]): boolean =>
    id !== undefined && (owner === (id as string) || lists.some((list) => list?.includes(id)))
  return [
    ...(isIn(
      sellerId,
      readers.map(({ sellers }) => sellers),
    )
      ? (['seller'] as const)
      : []),
    ...(isIn(
      buyerId,
      readers.map(({ buyers }) => buyers),
    )
      ? (['buyer'] as const)
      : []),
    ...(operator && (owner === 'market' || readers.some(({ operators }) => operators))
      ? (['operator'] as const)
      : []),
  ]
}

/** Whether the member acts for the party that owns the file. */
export const isOfOwner = ({ actor }: FileAsker, { owner }: Pick<KeptFile, 'owner'>): boolean =>
  owner === actor.sellerId || owner === actor.buyerId || (owner === 'market' && actor.operator)

type OfKind = { readonly rights: FileKind['rights']; readonly readers: readonly FileReaders[] }

/** What each party that reads the file needs of the member. */
const listNeeds = (asker: FileAsker, { owner }: Pick<KeptFile, 'owner'>, { rights, readers }: OfKind) =>
  partiesThatRead(asker, owner, readers).flatMap((party) => {
    const need = rights[party]
    return need === undefined ? [] : [{ party, need }]
  })

/** Whether the member is a reader with the right that it needs. */
export const mayRead = (asker: FileAsker, file: Pick<KeptFile, 'owner'>, of: OfKind): boolean =>
  listNeeds(asker, file, of).some(({ party, need }) => isGranted(asker.rights[party], need))

/**
 * Throws `file.not_found` if the member is no reader, and `parties.right_missing` if they are one but lack the right.
 */
export function requireReader(asker: FileAsker, file: Pick<KeptFile, 'owner'>, of: OfKind): void {
  if (mayRead(asker, file, of)) return
  const [first] = listNeeds(asker, file, of)
  if (!first) throw fileProblems.not_found()
  throw partyProblems.right_missing({ right: [first.need].flat().join(' / ') })
}
