import type { Id, Instant } from '@loggia/kernel'
import type { NeedOf } from '@loggia/protocol/console'
import type { BuyerGrant, OperatorGrant, SellerGrant } from '@loggia/protocol/console/parties/kinds'
import type { Db } from '../platform/index.ts'
import type { MediaType } from './rules/formats.ts'

/** Who brought a file: an organisation, or the market itself. */
export type FileOwner = Id<'sel'> | Id<'byr'> | 'market'

/** A file as it is kept: its bytes never change. */
export type KeptFile = {
  readonly id: Id<'fil'>
  /** What it is for, as its domain calls it: `delivery_proof`. */
  readonly kind: string
  readonly owner: FileOwner
  /** As people see it and save it; its ending is one of its type. */
  readonly name: string
  readonly mediaType: MediaType
  readonly bytes: number
  readonly sha256: string
  readonly createdAt: Instant
}

/** What somebody uploads. `mediaType` is what they say; the content has to fit it. */
export type Upload = { readonly name: string; readonly mediaType: string; readonly content: Uint8Array }

/** A file whose bytes are stored and that is not yet anybody's. */
export type StoredFile = Omit<KeptFile, 'owner' | 'createdAt'>

/** The organisations whose members may read a file. */
export type FileReaders = {
  readonly sellers?: readonly Id<'sel'>[]
  readonly buyers?: readonly Id<'byr'>[]
  readonly operators?: boolean
}

/** What the domain that owns a kind of files says of it, once. */
export type FileKind = {
  readonly mediaTypes: readonly MediaType[]
  readonly mostBytes: number
  /** How many of this kind one subject may have. */
  readonly mostOfSubject: number
  /** The right that a member of a party needs beside being a reader, as a route says it (R2, R3, R6); a party without one reads none. */
  readonly rights: {
    readonly seller?: NeedOf<SellerGrant>
    readonly buyer?: NeedOf<BuyerGrant>
    readonly operator?: NeedOf<OperatorGrant>
  }
  /** Who may read the files of a subject: its owner's decision. Who brought a file may read it too. */
  readersOf(db: Db, subject: string): Promise<FileReaders>
}
