import type { Language } from '@loggia/kernel'
import type { TimelineEntry } from '@loggia/ui'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { historyTexts } from './texts.ts'

/** For whom the time line is told. */
export type Teller = { readonly area: Area; readonly language: Language; readonly zone: string }
/** An entry without its place. */
export type Told = Pick<TimelineEntry, 'tone' | 'icon' | 'title' | 'body'>

/** Who did it, where a person did. */
export function byWhom({ who }: { readonly who?: string | undefined }, { language }: Teller): ReactNode {
  return who ? <p>{historyTexts.in(language).by(who)}</p> : undefined
}
