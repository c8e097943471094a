import type { Command } from 'commander'
import type { Answer, Io } from '../io.ts'

/** Called with the answer of a command. */
export type Done = (answer: Answer) => void
/** Adds the command of one scheme to `sign` or `verify`. */
export type AddScheme = (parent: Command, io: Io, done: Done) => void
