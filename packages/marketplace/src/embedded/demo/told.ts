import type { DemoMarkName } from './drawing/marks.ts'

/** A rating has stars; without them it is a question. `days`: how long ago; `months`: how long it had been used. */
export type Told = {
  readonly of: DemoMarkName
  readonly by: string
  readonly days: number
  readonly said: string
  readonly stars?: number
  readonly months?: number
  /** The place of the specification that was bought. */
  readonly bought?: number
  readonly answer?: string
}
