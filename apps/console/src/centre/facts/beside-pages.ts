/**
 * The domains whose pages bring the names of their facts and the sentences of their messages, in `fact-names.ts` and
 * `message-writers.ts` of the feature's folder, which are found by their path. Each feature adds itself here where it
 * declares them.
 */
export interface BesidePages {}

type PartOf<D, P extends string> = D extends Readonly<Record<P, infer T>> ? keyof T : never
/** The facts or messages that are declared beside pages, by kind. */
export type BesidePagesKind<P extends 'facts' | 'messages'> = {
  [D in keyof BesidePages]: PartOf<BesidePages[D], P>
}[keyof BesidePages]
