/** Splits things into rounds so that no round has two with the same key. Things with the same key keep their order. */
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
