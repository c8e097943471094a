/** Parts things so that no round has two of one key; those of one key stay in their order, one a round. */
export function splitIntoRounds<T>(things: readonly T[], keyOf: (thing: T) => unknown): T[][] {
  const rounds: T[][] = []
  const seen = new Map<unknown, number>()
  for (const thing of things) {
    const nth = seen.get(keyOf(thing)) ?? 0
    seen.set(keyOf(thing), nth + 1)
    const round = rounds[nth]
    if (round) round.push(thing)
    else rounds.push([thing])
  }
  return rounds
}
