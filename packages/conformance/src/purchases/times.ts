import { formatExpireTime } from '@loggia/protocol/saas/v1'
import type { Bench } from '../engine/bench.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A time some days from now: fourteen digits. */
export const formatInDays = ({ nowMs }: Pick<Bench, 'nowMs'>, days: number): string =>
  formatExpireTime(nowMs() + days * dayMs)

/** A time some months from now: fourteen digits. */
export const formatInMonths = (bench: Pick<Bench, 'nowMs'>, months: number): string =>
  formatInDays(bench, 30 * months)
