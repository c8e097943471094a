import type { Members } from './members.ts'

/** What is known of a kind of message. */
export type MessageDeclaration<M extends Members = Members> = {
  readonly data: M
  /** It may happen again to the same thing, as a decision after a rejection: the latest takes the place of the one before, unread. */
  readonly isReplaced: boolean
}
type Declared<D extends Readonly<Record<string, Members>>> = {
  readonly [K in keyof D]: MessageDeclaration<D[K]>
}

const declare = <D extends Readonly<Record<string, Members>>>(
  messages: D,
  isReplaced: boolean,
): Declared<D> =>
  Object.fromEntries(
    Object.entries(messages).map(([kind, data]) => [kind, { data, isReplaced }]),
  ) as Declared<D>

/** Declares messages by kind, of which there is one about a thing; raising it again changes nothing. */
export const defineMessages = <const D extends Readonly<Record<string, Members>>>(messages: D): Declared<D> =>
  declare(messages, false)

/** Declares messages by kind, of which the latest about a thing takes the place of the one before, unread. */
export const defineReplacedMessages = <const D extends Readonly<Record<string, Members>>>(
  messages: D,
): Declared<D> => declare(messages, true)
