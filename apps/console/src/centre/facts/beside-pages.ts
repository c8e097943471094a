/**
 * The domains whose pages bring the names of their facts and the sentences of their messages: `fact-names.ts` and `message-writers.ts` in
 * the folder of the feature, found by their place. Each says so here, where it declares them.
 */
export interface BesidePages {}

type PartOf<D, P extends string> = D extends Readonly<Record<P, infer T>> ? keyof T : never
/** What is declared beside pages, by kind. */
export type BesidePagesKind<P extends 'facts' | 'messages'> = {
  [D in keyof BesidePages]: PartOf<BesidePages[D], P>
}[keyof BesidePages]
