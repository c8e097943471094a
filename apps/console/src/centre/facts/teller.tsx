import type { FactKind, FactKindOn } from '@loggia/protocol/console'
import type { Language } from '@loggia/kernel'
import type { IconName, TimelineEntry, TimelineTone } from '@loggia/ui'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { historyTexts } from '../history/texts.ts'
import type { FactOf, KindsOn } from './fact.ts'

/** For whom the time line is told. */
export type Teller = { readonly area: Area; readonly language: Language; readonly zone: string }
/** An entry without its place. */
export type Told = Pick<TimelineEntry, 'tone' | 'icon' | 'title' | 'body'>
/** Tells a fact; undefined if too little of it is there to tell more than its name. */
export type Tell<K extends FactKind> = (fact: FactOf<K>, teller: Teller) => Told | undefined

/** What the facts of a domain say on the time line of an order: each has its entry. */
export type OrderTellers<F> = { readonly [K in KindsOn<F, 'ord'>]: Tell<K> }
/** What the record of changes calls the facts of a domain that stand on no order. */
export type FactNames<F> = { readonly [K in Exclude<Extract<keyof F, FactKind>, FactKindOn<'ord'>>]: string }
export type Look = readonly [TimelineTone, IconName]

/** Who did it, where a person did. */
export function describeWhom(
  { who }: { readonly who?: string | undefined },
  { language }: Teller,
): ReactNode {
  return who ? <p>{historyTexts.in(language).by(who)}</p> : undefined
}
