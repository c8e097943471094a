import type { WrongSeller } from '../seller.ts'
import { readUsers } from './desk.ts'
import type { Book, Message } from './desk.ts'
import type { Twist } from './v2.ts'

/** A wrong seller of the kit, described by what it does otherwise with messages; ids without their beginning. */
export type Twisted = Omit<WrongSeller, 'make'> & {
  readonly twist: Twist
  /** Only in this generation. */
  readonly only?: 'v1' | 'v2'
}

/** Refuses messages that a correct seller accepts. */
export const refuseIf =
  (isRefused: (message: Message, book: Book) => boolean): Twist =>
  () => ({ isRefused })
/** Refuses messages of one interface. */
export const refuseIn = (activity: string, isRefused: (message: Message, book: Book) => boolean): Twist =>
  refuseIf((message, book) => message['activity'] === activity && isRefused(message, book))

export const isText = (value: unknown): value is string => typeof value === 'string'
export const countLetters = (value: unknown): number => (isText(value) ? value.length : 0)
export const isReleased = ({ instanceId }: Message): boolean =>
  String(instanceId).startsWith('no-such-instance')
export const hasRare = (value: unknown): boolean => isText(value) && /[\u{10000}-\u{10ffff}]/u.test(value)
export const readFirstUser = (message: Message): Message => readUsers(message)[0] ?? {}
