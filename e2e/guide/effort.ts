import type { Step } from './steps.ts'

/** How long a person needs to read a step and do it, by the keystroke-level model of Card, Moran and Newell. */
const msAWord = 250
const msACharacter = 280
/** To find the next thing, point at it and press. */
const msAnAct = 1350 + 1100 + 200
/** To find a file in the folders of the clone: three folders, the file, and a button. */
const msAFile = 5 * msAnAct
/** To wait for a page, or to change windows. */
const msAStep = 2000

/** Estimates how many acts a person does and how many minutes that takes. */
export function countEffort(steps: readonly Step[]): { acts: number; minutes: number } {
  const acts = steps.flatMap((step) => step.acts)
  const done = acts.filter(({ kind }) => kind !== 'see' && kind !== 'picture')
  const typed = acts.reduce((sum, act) => sum + (act.kind === 'write' ? act.value.length : 0), 0)
  const files = acts.filter(({ kind }) => kind === 'upload').length
  const words = steps.reduce((sum, { text }) => sum + wordsIn(text), 0)
  const ms =
    words * msAWord + typed * msACharacter + done.length * msAnAct + files * msAFile + steps.length * msAStep
  return { acts: done.length, minutes: ms / 60_000 }
}

/** A Chinese word has about two characters. */
const wordsIn = (text: string): number =>
  text.replaceAll(/\p{Script=Han}/gu, '').split(/\s+/).length +
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) / 2
