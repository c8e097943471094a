import type { MessageTopic } from './mail/kinds.ts'
import type { Members } from './members.ts'

/** Declares a kind of message. */
export type MessageDeclaration<M extends Members = Members> = {
  readonly data: M
  /**
   * Whether it may recur for the same subject, such as a decision after a rejection: the latest replaces the earlier,
   * unread.
   */
  readonly isReplaced: boolean
  /** What it is about: members choose by topic which messages they get as emails, too. */
  readonly topic: MessageTopic
}
type Declared<D extends Readonly<Record<string, Members>>> = {
  readonly [K in keyof D]: MessageDeclaration<D[K]>
}

const declare = <D extends Readonly<Record<string, Members>>>(
  messages: D,
  rest: Omit<MessageDeclaration, 'data'>,
): Declared<D> =>
  Object.fromEntries(Object.entries(messages).map(([kind, data]) => [kind, { data, ...rest }])) as Declared<D>

/** Declares kinds of messages of which there is one for each subject; raising it again changes nothing. */
export const defineMessages = <const D extends Readonly<Record<string, Members>>>(
  topic: MessageTopic,
  messages: D,
): Declared<D> => declare(messages, { topic, isReplaced: false })

/** Declares kinds of messages of which the latest for a subject replaces the earlier one, unread. */
export const defineReplacedMessages = <const D extends Readonly<Record<string, Members>>>(
  topic: MessageTopic,
  messages: D,
): Declared<D> => declare(messages, { topic, isReplaced: true })
