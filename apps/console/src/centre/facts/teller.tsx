import type { FactKind, FactKindOn } from '@loggia/protocol/console'
import type { IdPrefix, Language } from '@loggia/kernel'
import type { IconName, TimelineEntry, TimelineTone } from '@loggia/ui'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { historyTexts } from '../history/texts.ts'
import type { FactOf, KindsOn } from './fact.ts'

/** The reader of a time line. */
export type Teller = {
  readonly area: Area
  readonly language: Language
  readonly zone: string
  /** The path of the newest file with this name at a time, on pages that show the files. */
  readonly findFile?: (name: string, at: string) => string | undefined
}
/** An entry without its date. */
export type Told = Pick<TimelineEntry, 'tone' | 'icon' | 'title' | 'body'>
/** Describes a fact; undefined if there is too little data to show more than its name. */
export type Tell<K extends FactKind> = (fact: FactOf<K>, teller: Teller) => Told | undefined

/** The entries of a domain on an order's time line: one for each fact. */
export type OrderTellers<F> = { readonly [K in KindsOn<F, 'ord'>]: Tell<K> }
/** The names in the audit log of a domain's facts that belong to no order. */
export type FactNames<F> = { readonly [K in Exclude<Extract<keyof F, FactKind>, FactKindOn<'ord'>>]: string }
/**
 * What the filters of the audit log call a domain's facts: by the beginnings of their kinds, and the subjects that are
 * the domain's own.
 */
export type AuditNames<F, Subject extends IdPrefix = never> = {
  readonly areas: { readonly [A in AreaOf<keyof F>]: string }
  readonly subjects: { readonly [S in Subject]: string }
}
type AreaOf<K> = K extends `${infer A}.${string}` ? A : never
export type Look = readonly [TimelineTone, IconName]

/** The member who did it, if one did. */
export function describeWhom(
  { who }: { readonly who?: string | undefined },
  { language }: Teller,
): ReactNode {
  return who ? <p>{historyTexts.in(language).by(who)}</p> : undefined
}
