import type { Id, Instant } from '@loggia/kernel'
import type { NeedOf } from '@loggia/protocol/console'
import type { BuyerGrant, OperatorGrant, SellerGrant } from '@loggia/protocol/console/parties/kinds'
import type { Db, Tx } from '../platform/index.ts'
import type { MediaType } from './rules/formats.ts'

/** The kind of the wake-up that removes a file; one that nothing uses has it, and no other. */
export const sweepWakeup = 'file.unused'

/** The party that uploaded a file, or the market itself. */
export type FileOwner = Id<'sel'> | Id<'byr'> | 'market'

/** A stored file; its bytes never change. */
export type KeptFile = {
  readonly id: Id<'fil'>
  /** The purpose, named by its domain: `delivery_proof`. */
  readonly kind: string
  readonly owner: FileOwner
  /** The name that people see and save; its extension fits its type. */
  readonly name: string
  readonly mediaType: MediaType
  readonly bytes: number
  readonly sha256: string
  readonly createdAt: Instant
}

/** An upload. `mediaType` is the declared type; the content must match it. */
export type Upload = { readonly name: string; readonly mediaType: string; readonly content: Uint8Array }

/** A file whose bytes are stored, and which has no owner yet. */
export type StoredFile = Omit<KeptFile, 'owner' | 'createdAt'>

/** The organisations whose members may read a file. */
export type FileReaders = {
  readonly sellers?: readonly Id<'sel'>[]
  readonly buyers?: readonly Id<'byr'>[]
  readonly operators?: boolean
}

/** What the owning domain defines, once, for a kind of files. */
export type FileKind = {
  readonly mediaTypes: readonly MediaType[]
  readonly mostBytes: number
  /** Most files of this kind of one subject. */
  readonly mostOfSubject: number
  /**
   * The right that a reader's member also needs, by party, as in a route (R2, R3, R6); a party without one reads no
   * such file.
   */
  readonly rights: {
    readonly seller?: NeedOf<SellerGrant>
    readonly buyer?: NeedOf<BuyerGrant>
    readonly operator?: NeedOf<OperatorGrant>
  }
  /** Their names tell of persons, so no fact has them: facts outlive files. */
  readonly hasPrivateNames?: boolean
  /** Who may read the files of a subject, as its domain decides. The owner of a file may always read it. */
  readersOf(db: Db, subject: string): Promise<FileReaders>
  /** Records that a member of another party than the owner opens a file, if that has to be on record. */
  recordOpening?(
    tx: Tx,
    opened: { readonly file: KeptFile; readonly subjects: readonly string[] },
  ): Promise<void>
}
