import { omitUndefined } from '@loggia/kernel'
import type { Case } from '../cases.ts'
import { createReleased, flags } from '../scenes.ts'
import type { Scene, Told } from '../scenes.ts'

const again =
  'A call is repeated if its answer was lost: answer 000000 if what it adds is there already, and create nothing new.'
const gone =
  'Deleting what is gone is a success, not an error: answer 000000, whether you deleted it before or never knew it.'
const released =
  'Do not look for the instance before you delete: it may have been released already, and what belongs to it must still go.'

/** How one interface says that something is added or deleted. */
export type Repeated = {
  /** The subject in ids, such as `enterprise`. */
  readonly subject: string
  /** In titles, such as `a company`. */
  readonly word: string
  readonly group: string
  readonly isFresh?: true
  /** What must be there before. */
  readonly before?: (scene: Scene) => readonly Told[]
  /** The same thing with a flag, in each call. */
  readonly make: (scene: Scene) => (flag: number, more?: Readonly<Record<string, unknown>>) => Told
}

/** That everything may be repeated (R274, joint-kit §7). */
export function listRepeats(repeated: Repeated): readonly Case[] {
  const { subject, word, group, before = () => [], make } = repeated
  const of = (
    id: string,
    told: (change: ReturnType<typeof make>, scene: Scene) => readonly [...Told[], Told],
    words: Pick<Case, 'title' | 'name' | 'fix'>,
  ): Case =>
    omitUndefined({
      id: `${subject}.${id}`,
      group,
      source: 'joint-kit §7',
      ...words,
      isFresh: repeated.isFresh,
      told: (scene: Scene) => [...before(scene), ...told(make(scene), scene)] as [...Told[], Told],
    })
  return [
    of('repeat', (change) => [change(flags.add), change(flags.add)], {
      title: `Adding ${word} again is a success`,
      name: `a second addition of ${word}`,
      fix: again,
    }),
    of('delete', (change) => [change(flags.add), change(flags.delete)], {
      title: `Deleting ${word} is accepted`,
      name: `the deletion of ${word}`,
      fix: 'flag 0 deletes: answer 000000 when it is done.',
    }),
    of('delete.repeat', (change) => [change(flags.add), change(flags.delete), change(flags.delete)], {
      title: `Deleting ${word} again is a success`,
      name: `a second deletion of ${word}`,
      fix: gone,
    }),
    of('delete.unknown', (change) => [change(flags.delete)], {
      title: `Deleting ${word} that the server never knew is a success`,
      name: `the deletion of ${word} that the server never knew`,
      fix: gone,
    }),
    of('delete.released', (change, scene) => [change(flags.delete, createReleased(scene))], {
      title: `Deleting ${word} of an instance that does not exist any more is a success`,
      name: `the deletion of ${word} of a released instance`,
      fix: released,
    }),
    of('add.again', (change) => [change(flags.add), change(flags.delete), change(flags.add)], {
      title: `Adding ${word} after its deletion is accepted`,
      name: `an addition of ${word} after its deletion`,
      fix: 'What was deleted may come back: mark nothing as used up for ever.',
    }),
  ]
}
