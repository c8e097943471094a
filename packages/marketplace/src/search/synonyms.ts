import type { Id } from '@loggia/kernel'
import { mostSynonymGroups } from '@loggia/protocol/console'
import { lockName, record, runInTx } from '../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../platform/index.ts'
import { houseSynonyms } from './house-synonyms.ts'
import { searchProblems } from './problems.ts'
import { toSynonymKey } from './query.ts'
import { requireWords } from './rules.ts'
import type { NewSynonyms, SynonymGroup } from './schema.ts'
import * as store from './store/index.ts'
import { splitIntoTerms, toNumbers } from './tokens.ts'

const toKey = (word: string): string => toSynonymKey(splitIntoTerms(word))
const toKeys = (words: readonly string[]): number[] => toNumbers(words.map(toKey))

/** Words that mean the same. Every search reads them, so that a change has effect at once, on every node. */
export function createSynonyms(platform: Platform) {
  const { db, clock, ids } = platform

  const addSynonyms = (tx: Tx, { origin = 'operator', ...group }: NewSynonyms): Promise<void> =>
    store.saveSynonyms(tx, { ...group, origin }, toKeys(group.words))

  async function add(
    tx: Tx,
    words: readonly string[],
    origin: SynonymGroup['origin'],
  ): Promise<SynonymGroup> {
    const group = { id: ids.next('syn'), words, origin, changedAt: clock.now() }
    await addSynonyms(tx, group)
    await record(tx, 'search.synonyms_added', { subject: group.id, data: { words: [...words] } })
    return group
  }

  /** Whoever changes groups takes turns: a word is in one group only. */
  const change = <T>(actor: MemberActor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(platform, { actor }, async (tx) => {
      await lockName(tx, 'synonyms')
      return work(tx)
    })

  async function requireFree(tx: Tx, words: readonly string[], own?: Id<'syn'>): Promise<void> {
    const taken = (await store.findSynonyms(tx, toKeys(words))).find(({ id }) => id !== own)
    if (!taken) return
    const keys = new Set(taken.words.map(toKey))
    const word = words.find((each) => keys.has(toKey(each))) ?? ''
    throw searchProblems.word_taken({ word, words: taken.words.join(' / ') })
  }

  /** The group, if its words are still these. */
  async function getUnchanged(tx: Tx, id: Id<'syn'>, former: readonly string[]): Promise<SynonymGroup> {
    const group = await store.findGroup(tx, id)
    if (!group) throw searchProblems.synonyms_not_found()
    if (group.words.join('\n') !== former.join('\n')) throw searchProblems.synonyms_changed()
    return group
  }

  return {
    addSynonyms,
    listSynonyms: (): Promise<SynonymGroup[]> => store.listSynonyms(db),
    /** Throws `search.word_unreadable`, `word_repeated`, `word_taken`, `too_many_synonyms`. */
    createSynonyms: (actor: MemberActor, given: readonly string[]): Promise<SynonymGroup> =>
      change(actor, async (tx) => {
        const words = requireWords(given)
        if ((await store.countSynonyms(tx)) >= mostSynonymGroups)
          throw searchProblems.too_many_synonyms({ most: mostSynonymGroups })
        await requireFree(tx, words)
        return add(tx, words, 'operator')
      }),
    /** Throws, besides the former, `search.synonyms_not_found` and `synonyms_changed`. */
    changeSynonyms: (
      actor: MemberActor,
      id: Id<'syn'>,
      { former, ...to }: { readonly words: readonly string[]; readonly former: readonly string[] },
    ): Promise<SynonymGroup> =>
      change(actor, async (tx) => {
        const words = requireWords(to.words)
        const group = await getUnchanged(tx, id, former)
        await requireFree(tx, words, id)
        if (words.join('\n') === group.words.join('\n')) return group
        const next = { ...group, words, changedAt: clock.now() }
        await addSynonyms(tx, next)
        await record(tx, 'search.synonyms_changed', {
          subject: id,
          data: { from: [...group.words], words: [...words] },
        })
        return next
      }),
    /** Throws `search.synonyms_not_found`, `synonyms_changed`. */
    removeSynonyms: (actor: MemberActor, id: Id<'syn'>, former: readonly string[]): Promise<void> =>
      change(actor, async (tx) => {
        const { words } = await getUnchanged(tx, id, former)
        await store.deleteSynonyms(tx, id)
        await record(tx, 'search.synonyms_removed', { subject: id, data: { words: [...words] } })
      }),
    /** Adds the groups that come with the marketplace, but for those of which a word is in a group already. */
    async addHouseSynonyms(tx: Tx): Promise<void> {
      await lockName(tx, 'synonyms')
      for (const words of houseSynonyms)
        if ((await store.findSynonyms(tx, toKeys(words))).length === 0) await add(tx, words, 'house')
    },
  }
}
