import type { Language } from '@loggia/kernel'
import type { Area } from '../frame.ts'

/** A message as it is read: a title, then sentences. */
export type Sentences = { readonly title: string; readonly texts: readonly string[] }
/** Who reads: in which language, in whose zone, in which centre. */
export type MessageReader = { readonly language: Language; readonly zone: string; readonly area: Area }
